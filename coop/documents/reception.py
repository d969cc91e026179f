"""What a request may weigh, said before any of it is written to disk: pages open without account receive files too."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class PoidsBorne(FileUploadHandler):
    """First of the handlers: refuses the whole request (400), else leaves each file to the next ones."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None) -> None:
        """Raises RequestDataTooBig beyond COOP_REQUEST_MAX_BYTES; a single file too heavy is told by its form."""
        if content_length > settings.COOP_REQUEST_MAX_BYTES:
            raise RequestDataTooBig("A request with files is heavier than COOP_REQUEST_MAX_BYTES.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
