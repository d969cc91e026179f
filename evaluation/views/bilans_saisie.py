"""Filling a bilan: one page an action, then « Pour finir » (issue of the association's ten minutes)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop import horloge
from coop.documents import access
from coop.gates import Blocked
from coop.ui.typographie import heure
from coop.versions import StaleVersion
from evaluation.forms_bilan import ActionFormBase, action_form
from evaluation.forms_examen import SyntheseForm
from evaluation.models import Bilan, PreuveBilan, VersionBilan
from evaluation.queries.confiees import confiees
from evaluation.queries.lecture import lire
from evaluation.queries.saisie import Saisie, derniere_transmise, lire_saisie, photo, questions_ouvertes, versions
from evaluation.views.confiee import confiee_a_un_autre
from evaluation.views.pas import etapes, manques_de, page_action
from evaluation.views.porte import Porte, deux_portes
from evaluation.views.reprise import asked, with_added, with_previous
from evaluation.views.tableur import dernier_depot
from evaluation.workflows import bilans as verbs
from evaluation.workflows import examen, pour_compte, preuves

AUTOSAVE = "X-Coop-Enregistrement"
TO_CORRECT = "Enregistré, sauf ce qui est à revoir\u00a0: enregistrez la page pour voir ce que c’est."


def _entree(request: HttpRequest, porte: Porte) -> HttpResponse:
    """Where a link or « Remplir » leads: the first action, or the receipt once transmitted."""
    if not porte.bilan.ouvert:
        return redirect(porte.url("recu"))
    return redirect(etapes(porte)[0].url)


def _action(request: HttpRequest, porte: Porte, numero: int) -> HttpResponse:
    """One action: show, save (by script or by button), take over the quarter before."""
    if not porte.bilan.ouvert:
        return redirect(porte.url("recu"))
    saisie = lire_saisie(porte.bilan, numero)
    if saisie is None:
        return confiee_a_un_autre(request, porte, numero)
    if request.method != "POST":
        form = action_form(saisie)(initial={**saisie.valeurs, "version": saisie.revision})
        return render(request, "evaluation/bilans/action.html", page_action(porte, saisie, form))
    codes = asked(request, saisie)
    form = action_form(saisie)(with_added(with_previous(request.POST, saisie, codes), saisie), request.FILES)
    try:
        saved = _save(porte, saisie, form, codes)
    except StaleVersion as stale:
        return form.conflict(request, StaleVersion(photo(stale.current)))
    return _answer(request, porte, saisie, form, codes, saved)


def _save(porte: Porte, saisie: Saisie, form: ActionFormBase, codes: list[str]) -> bool:
    """Keep what is valid, even when something else is not; False when nothing could be kept."""
    form.is_valid()
    if "version" not in form.cleaned_data:
        return False
    version = verbs.open_draft(porte.bilan, actor=porte.actor)
    saisie.ligne = verbs.save_line(version, saisie.action, actor=porte.actor, **form.ecriture(codes))
    saisie.brouillon = version
    _save_around(porte, saisie, form)
    return True


def _save_around(porte: Porte, saisie: Saisie, form: ActionFormBase) -> None:
    """The answers to the questions of the coordination, and the file joined; what is refused shows at its field."""
    said = form.answers()
    for question in saisie.questions:
        if said.get(question.pk, question.reponse).strip() != question.reponse and not porte.pour_compte:
            examen.answer(question, actor=porte.actor, reponse=said[question.pk])
    upload = form.cleaned_data.get("preuve")
    if not upload:
        return
    about = next((i for i in saisie.indicateurs if str(i.pk) == form.cleaned_data.get("preuve_de")), None)
    try:
        preuves.join(saisie.brouillon, saisie.action, actor=porte.actor, upload=upload, indicateur=about)
    except ValidationError as error:
        form.add_error("preuve", error)


def _answer(
    request: HttpRequest, porte: Porte, saisie: Saisie, form: ActionFormBase, codes: list[str], saved: bool
) -> HttpResponse:
    """To the script a revision; to the person the page to mend, the same page further down, or the next step."""
    if AUTOSAVE in request.headers and saved:
        return JsonResponse({"version": saisie.revision, "message": TO_CORRECT if form.errors else ""})
    if form.errors:
        if saved:
            form.data["version"] = saisie.revision
        return render(request, "evaluation/bilans/action.html", page_action(porte, saisie, form))
    added = request.POST.get("ajouter", "").partition(":")[0]
    if added or request.FILES:
        return redirect(f"{request.path}#q-{added or 'preuves'}")
    if codes:
        anchor = "" if len(codes) > 1 else f"#q-{codes[0]}"
        return redirect(f"{request.path}{anchor}")
    if request.POST.get("suite") == "ici":
        messages.success(request, f"Enregistré à {heure(horloge.now())}.")
        return redirect(request.path)
    steps = etapes(porte, saisie.actions)
    position = next(i for i, step in enumerate(steps) if step.numero == saisie.action.numero)
    return redirect(steps[position + 1].url)


def _finir(request: HttpRequest, porte: Porte) -> HttpResponse:
    """Read through, add what the ARS must know, transmit."""
    if not porte.bilan.ouvert:
        return redirect(porte.url("recu"))
    draft, before = versions(porte.bilan)
    base = draft or derniere_transmise(porte.bilan)
    form = SyntheseForm(request.POST or None, instance=draft or _a_reprendre(porte.bilan, base))
    blocked = None
    if request.method == "POST" and form.is_valid():
        try:
            return _finish(request, porte, form)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        except Blocked as error:
            blocked = error.manques
            base = draft = versions(porte.bilan)[0]
            form = SyntheseForm(instance=draft)
    context = porte.context(
        form=form,
        etapes=etapes(porte, ici=None),
        lecture=lire(porte.bilan, base, before, clair=True),
        bloque=blocked is not None,
        manques=manques_de(porte, base, blocked),
        termine=horloge.today() >= porte.bilan.fin,
        brouillon=draft,
        questions=[q for q in questions_ouvertes(porte.bilan) if q.action_id is None],
        confiees=confiees(porte.bilan, draft),
        depot=dernier_depot(porte),
    )
    return render(request, "evaluation/bilans/finir.html", context)


def _a_reprendre(bilan: Bilan, sent: VersionBilan | None) -> VersionBilan:
    """A version not written yet, with the words of what was sent."""
    words = {"faits_marquants": sent.faits_marquants, "besoins_ars": sent.besoins_ars} if sent else {}
    return VersionBilan(bilan=bilan, **words)


def _finish(request: HttpRequest, porte: Porte, form: SyntheseForm) -> HttpResponse:
    """Save the summary, then transmit when asked. Raises Blocked with what is missing, once the summary is kept."""
    data = dict(form.cleaned_data)
    expected = data.pop("version", None)
    version = verbs.open_draft(porte.bilan, actor=porte.actor)
    version = verbs.save_summary(version, actor=porte.actor, expected_version=expected, **data)
    for question in [] if porte.pour_compte else questions_ouvertes(porte.bilan).filter(action=None):
        said = request.POST.get(f"rep_{question.pk}", question.reponse)[:2000]
        if said.strip() != question.reponse:
            examen.answer(question, actor=porte.actor, reponse=said)
    if AUTOSAVE in request.headers:
        return JsonResponse({"version": version.version})
    if porte.pour_compte and request.POST.get("acte") == "confirmer":
        pour_compte.ask_confirmation(porte.bilan, actor=porte.actor)
        messages.success(request, f"{porte.bilan.partie.organisation.nom} reçoit un lien pour lire et confirmer.")
        return redirect("evaluation:suivi", ca_ref=porte.bilan.ca.reference)
    if porte.pour_compte or request.POST.get("acte") != "transmettre":
        messages.success(request, f"Enregistré à {heure(horloge.now())}.")
        return redirect(request.path)
    verbs.transmit(porte.bilan, actor=porte.actor)
    return redirect(porte.url("recu"))


def _retirer(request: HttpRequest, porte: Porte, preuve_id: int) -> HttpResponse:
    """Take a joined file out of the draft."""
    preuve = get_object_or_404(
        PreuveBilan.objects.select_related("piece", "action", "version__bilan__partie"),
        pk=preuve_id, version__bilan=porte.bilan, version__transmise_le__isnull=True,
    )  # fmt: skip
    if request.method == "POST":
        preuves.remove(preuve, actor=porte.actor)
    return redirect(porte.url("action", numero=preuve.action.numero) + "#q-preuves")


def _preuve(request: HttpRequest, porte: Porte, preuve_id: int) -> HttpResponse:
    """A file of the party's own bilan, as a download."""
    preuve = get_object_or_404(PreuveBilan.objects.select_related("piece"), pk=preuve_id, version__bilan=porte.bilan)
    return access.deliver_piece(preuve.piece, porte.actor)


_, entree_lien = deux_portes(_entree)
action, action_lien = deux_portes(_action)
finir, finir_lien = deux_portes(_finir)
preuve, preuve_lien = deux_portes(_preuve)
retirer, retirer_lien = deux_portes(_retirer)
