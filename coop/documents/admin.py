"""Documents and pieces in the administration: read only, their life is in the workflows."""

from django.contrib import admin

from coop.accounts.admin_base import ReadOnlyAdmin
from coop.documents.models import Document, Piece


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "state", "attempts", "requested_at", "ready_at")
    list_filter = ("state", "kind", "departement_code")
    search_fields = ("title", "filename", "sha256", "uid")
    exclude = ("file",)  # the file leaves through its own page, which asks for the right to read it


@admin.register(Piece)
class PieceAdmin(ReadOnlyAdmin):
    list_display = ("original_name", "kind", "media_type", "size", "uploaded_by", "uploaded_at")
    list_filter = ("kind", "media_type", "departement_code")
    search_fields = ("original_name", "sha256", "uploaded_by")
    exclude = ("file",)
