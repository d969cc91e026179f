"""DOC-REG: choose a note, read it, write its two texts, publish it; those published stay."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.documents.workflows import request as ask_document
from coop.territories.models import Departement
from coop.versions import StaleVersion
from cooperatives.views.saisie import saved
from portail.documents_note import KIND, sujet
from portail.forms_note import ChoixForm, NoteForm
from portail.models import REGION, NoteRegionale
from portail.note_regionale import lecture, verbes
from portail.note_regionale.acces import notes_lisibles, writes_note
from portail.note_regionale.modele import Exercice
from portail.queries.region.portee import derniere_periode
from portail.views import region

lecteurs = mandated(*sorted(region.ARGENT))
siege = mandated(RoleMandat.SIEGE)


@lecteurs
def notes(request: HttpRequest) -> HttpResponse:
    """Those published, and for the siège the choice of one to prepare."""
    last = derniere_periode(horloge.today())
    writes = writes_note(request.user.actor, None)
    chosen = {"annee": horloge.today().year, "courant": last.code}
    form = ChoixForm(request.GET if "periode" in request.GET else None, **chosen)
    if writes and form.is_bound and form.is_valid():
        return redirect("portail:region_note_preparer", **form.cleaned_data)
    drafts = NoteRegionale.objects.brouillons() if writes else NoteRegionale.objects.none()
    context = region.pages(request, "", region.NOTE) | {
        "notes": _nommees(notes_lisibles(request.user.actor).defer("contenu")), "form": form if writes else None,
        "brouillons": _nommees(drafts),
    }  # fmt: skip
    return render(request, "portail/note/notes.html", context)


def _noms() -> dict[str, str]:
    return {REGION: "Île-de-France"} | dict(Departement.objects.values_list("code", "nom"))


def _nommees(rows) -> list[tuple[NoteRegionale, str, Exercice]]:
    """(note, name of its territory, what it is about)."""
    names = _noms()
    return [(row, names[row.territoire], Exercice(row.annee, row.trimestre)) for row in rows]


def _brouillon(territoire: str, periode: str) -> NoteRegionale:
    """The note being prepared at this address; 404 for a place or a period that is none."""
    exercice = Exercice.lire(periode)
    if exercice is None or not region.DEBUT <= exercice.annee <= horloge.today().year or territoire not in _noms():
        raise Http404
    return verbes.brouillon(territoire, exercice)


@siege
def preparer(request: HttpRequest, territoire: str, periode: str) -> HttpResponse:
    """What the note says today, under the two texts of the siège."""
    row = _brouillon(territoire, periode)
    form = NoteForm(request.POST or None, instance=row)
    publishes = "publier" in request.POST

    def verb() -> None:
        fresh = _brouillon(territoire, periode)
        kept = verbes.ecrire(
            fresh, actor=request.user.actor, introduction=form.cleaned_data["introduction"],
            decisions=form.cleaned_data["decisions"], version=form.cleaned_data.get("version"),
        )  # fmt: skip
        if publishes:
            verbes.publier(kept, actor=request.user.actor)

    try:
        if saved(request, form, verb, "La note est publiée." if publishes else "Les deux textes sont enregistrés."):
            return redirect("portail:region_notes" if publishes else request.path)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _montrer(request, _brouillon(territoire, periode), form)


@lecteurs
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """A published note, as it was that day."""
    return _montrer(request, get_object_or_404(notes_lisibles(request.user.actor), pk=pk))


def _montrer(request: HttpRequest, row: NoteRegionale, form: NoteForm | None = None) -> HttpResponse:
    said = lecture.lire(row)
    context = region.pages(request, "", region.NOTE) | {
        "n": said, "row": row, "form": form, "carte": lecture.dessiner(said), "periode": Exercice(row.annee, row.trimestre).code,
    }  # fmt: skip
    return render(request, "portail/note/note.html", context)


@require_POST
@siege
def preparer_pdf(request: HttpRequest, territoire: str, periode: str) -> HttpResponse:
    return _pdf(request, _brouillon(territoire, periode))


@require_POST
@lecteurs
def note_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return _pdf(request, get_object_or_404(notes_lisibles(request.user.actor), pk=pk))


def _pdf(request: HttpRequest, row: NoteRegionale) -> HttpResponse:
    code = "" if row.territoire == REGION else row.territoire
    asked = ask_document(
        KIND.code, sujet(row), actor=request.user.actor, departement=code, final=row.publiee_le is not None
    )
    return redirect("documents:detail", uid=asked.uid)


@siege
def preparer_xlsx(request: HttpRequest, territoire: str, periode: str) -> HttpResponse:
    return _xlsx(_brouillon(territoire, periode))


@lecteurs
def note_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    return _xlsx(get_object_or_404(notes_lisibles(request.user.actor), pk=pk))


def _xlsx(row: NoteRegionale) -> HttpResponse:
    name = f"note-regionale-{row.territoire}-{Exercice(row.annee, row.trimestre).code}-v{row.numero}.xlsx"
    return reponse_xlsx(name, classeur(lecture.feuilles(lecture.lire(row))))
