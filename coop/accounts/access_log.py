"""The access log of gunicorn (`--logger-class coop.accounts.access_log.AccessLog`): no secret of an address, no anonymous voice."""

from gunicorn.glogging import Logger

from coop.accounts.masque import masked

# Whoever speaks there was told that nobody knows who they are: no line says from where, nor with what.
ANONYME = "/parole/"
QUI = ("h", "u", "a", "f")


class AccessLog(Logger):
    """gunicorn's own, each text of a line masked: the address asked and the one it came from."""

    def atoms(self, resp, req, environ, request_time) -> dict:
        found = super().atoms(resp, req, environ, request_time)
        if environ.get("PATH_INFO", "").startswith(ANONYME):
            found |= dict.fromkeys(QUI, "-")
        return {name: masked(value) if isinstance(value, str) else value for name, value in found.items()}
