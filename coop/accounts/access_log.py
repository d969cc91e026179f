"""The access log of gunicorn (`--logger-class coop.accounts.access_log.AccessLog`), without the secrets of addresses."""

from gunicorn.glogging import Logger

from coop.accounts.masque import masked


class AccessLog(Logger):
    """gunicorn's own, each text of a line masked: the address asked and the one it came from."""

    def atoms(self, resp, req, environ, request_time) -> dict:
        found = super().atoms(resp, req, environ, request_time)
        return {name: masked(value) if isinstance(value, str) else value for name, value in found.items()}
