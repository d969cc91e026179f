"""A mail server of this machine, on a free port: what the product sends is read back as a person receives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Boite:
    """Keeps what it is given; refuses everything while `pleine`."""

    def __init__(self) -> None:
        self.recus: list[EmailMessage] = []
        self.pleine = False

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.pleine:
            return "452 boîte pleine"
        self.recus.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def dernier(self, adresse: str) -> EmailMessage:
        """The last message for this address."""
        return next(message for message in reversed(self.recus) if adresse in message["To"])


class _Serveur(Controller):
    """Listens on whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serveur(settings) -> Iterator[Boite]:
    """Within the block the product writes to this server."""
    box = Boite()
    controller = _Serveur(box, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield box
    finally:
        controller.stop()
