"""The live server says when nobody speaks to it any more: rows are cleared only then.

A page that is closed while it saves leaves its request to the server; clearing the tables meanwhile is a deadlock.
"""

import threading

from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread

PATIENCE = 30
"""Seconds a request may still take once every page is closed; beyond, the test says so instead of clearing rows."""


class CountingServer(ThreadedWSGIServer):
    """The server of Django's live tests, which counts its open connections."""

    def __init__(self, *args, **kwargs) -> None:
        self._open = 0
        self._change = threading.Condition()
        super().__init__(*args, **kwargs)

    def process_request(self, request, client_address) -> None:
        """Count the connection where it is accepted: its thread may not have begun."""
        self._count(1)
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._count(-1)

    def _count(self, step: int) -> None:
        with self._change:
            self._open += step
            self._change.notify_all()

    def wait_until_alone(self) -> bool:
        """Whether every connection ended, its last request answered, within `PATIENCE`."""
        with self._change:
            return self._change.wait_for(lambda: self._open == 0, PATIENCE)


LiveServerThread.server_class = CountingServer
