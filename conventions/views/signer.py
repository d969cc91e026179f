"""Read, then sign or refuse: one page for the personal link and for the signed-in signatory."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions import prestataires
from conventions.forms_convention import RefuserForm, SignerForm
from conventions.models import Signature
from conventions.queries import avenant as avenants
from conventions.queries import convention as queries
from conventions.rules_signature import closed, is_open, is_signatory, waiting_before
from conventions.workflows import codes
from conventions.workflows import signature as verbs
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.policies import link_view
from coop.journal.actors import Actor
from coop.ui.typographie import adresse_masquee
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view

SIGNATORIES = INTERNES - {Role.ADMIN, Role.SIEGE, Role.EVALUATEUR}


@link_view(UsageLien.SIGNER)
def par_lien(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """The page a personal link opens; its actor is the contact of the link."""
    return _signer(request, _signature(pk=link.object_id), request.actor, "ui/base_lien.html")


@ca_view(read=SIGNATORIES, write=SIGNATORIES)
def connecte(request: HttpRequest, ca: Cooperative, signature: int) -> HttpResponse:
    """The same page inside the CA, for the signatory's account alone."""
    row = _signature(pk=signature, version_convention__convention__ca=ca)
    if not is_signatory(request.user.actor, row):
        raise Http404
    return _signer(request, row, request.user.actor, "cooperatives/base_ca.html")


def _signer(request: HttpRequest, row: Signature, actor: Actor, base: str) -> HttpResponse:
    """Show, or do what the form asks: `acte` is one of ASKING or ANSWERING."""
    form, error = SignerForm(), None
    if request.method == "POST":
        acte = request.POST.get("acte", "")
        if acte in ASKING:
            error = _tried(lambda: ASKING[acte](row, actor=actor))
        elif acte in ANSWERING:
            form, verb = ANSWERING[acte][0](request.POST), ANSWERING[acte][1]
            if form.is_valid():
                error = _tried(lambda: verb(row, actor=actor, **form.cleaned_data), form)
        else:
            raise Http404
        if error is None and not form.errors:
            # The code is typed at the foot of a long text: who asked for it is brought back there.
            return redirect(f"{request.path}#signer" if acte in ASKING else request.path)
    return _page(request, row, base, form, error)


def _sign(row: Signature, *, actor: Actor, code: str, motif: str) -> Signature:
    return verbs.sign_with_code(row, actor=actor, code=code)


# Each act asked by a button: those that send a code, those that carry one, with the form that reads them.
ASKING: dict[str, Callable] = {"code": verbs.request_code, "code_refus": verbs.request_code_to_refuse}
ANSWERING: dict[str, tuple] = {"signer": (SignerForm, _sign), "refuser": (RefuserForm, verbs.refuse_with_code)}


def _tried(verb: Callable[[], object], form=None) -> str | None:
    """None when the verb went through; the sentence to show, or the error put on the field of `form`."""
    try:
        verb()
    except ValidationError as error:
        known = hasattr(error, "error_dict") and form is not None and set(error.error_dict) <= set(form.fields)
        if known:
            form.add_error(None, error)
            return None
        return " ".join(error.messages)
    return None


def _signature(**where) -> Signature:
    rows = Signature.objects.select_related(
        "version_convention__convention__ca__departement",
        "version_convention__convention__programme",
        "version_convention__avenant__convention__programme",
        "signataire__contact",
        "signataire__partie__organisation",
    )
    return get_object_or_404(rows, **where)


def _page(request: HttpRequest, row: Signature, base: str, form: SignerForm, error: str | None) -> HttpResponse:
    row = _signature(pk=row.pk)
    version, service, avant = row.version_convention, prestataires.current(), waiting_before(row)
    context = {
        "base": base,
        "ca": version.convention.ca,
        "avenant": version.avenant,
        "rubrique": "convention",
        "signature": row,
        "fermee": "" if is_open(row) else closed(row),
        "avant": avant,
        "service": service,
        "adresse_code": adresse_masquee(row.signataire.contact.email) if row.signataire.contact else "",
        "code_envoye": form.is_bound or codes.is_awaited(row),
        "signe_ici": service.par_code and not avant,
        "demande": None if service.par_code else row.demandes.filter(terminee_le__isnull=True).first(),
        "lecture": avenants.of_version(version) if version.avenant else queries.read_version(version),
        "form": form,
        "erreur": error,
    }
    return render(request, "conventions/signature/signer.html", context, status=400 if error else 200)
