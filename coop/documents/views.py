"""Documents asked for: my list, one document's page, download, and asking again."""

from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from coop.accounts.policies import signed_in
from coop.documents import access, workflows
from coop.documents.models import Document

PER_PAGE = 20


@signed_in
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """The documents this person asked for, newest first."""
    page = Paginator(Document.objects.asked_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/liste.html", {"page": page})


@signed_in
@require_safe
def detail(request: HttpRequest, uid) -> HttpResponse:
    """Where one document stands, in words; the page can be left and found again."""
    context = {"document": access.document_for(request.user, uid), "retour": _came_from(request)}
    return render(request, "documents/detail.html", context)


def _came_from(request: HttpRequest) -> str:
    """The page of ours where the document was asked for; empty when it is found again from the list or a mail."""
    origin, path = request.headers.get("Referer", ""), request.path_info
    if not url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure()):
        return ""
    found = urlsplit(origin)
    here = reverse("documents:liste")
    return "" if found.path == path or found.path.startswith(here) else f"{found.path}?{found.query}".rstrip("?")


@signed_in
@require_safe
def etat(request: HttpRequest, uid) -> HttpResponse:
    """The part of the page that refreshes itself until the document is ready or failed."""
    return render(request, "documents/_etat.html", {"document": access.document_for(request.user, uid)})


@signed_in
@require_safe
def telecharger(request: HttpRequest, uid) -> FileResponse:
    """The file, once ready."""
    return access.deliver(access.document_for(request.user, uid), request.user.actor)


@signed_in
@require_POST
def redemander(request: HttpRequest, uid) -> HttpResponse:
    """Ask again for a document that failed."""
    document = workflows.retry(access.document_for(request.user, uid), actor=request.user.actor)
    return redirect("documents:detail", uid=document.uid)


@signed_in
@require_safe
def piece(request: HttpRequest, uid) -> FileResponse:
    """An uploaded file."""
    return access.deliver_piece(access.piece_for(request.user, uid), request.user.actor)
