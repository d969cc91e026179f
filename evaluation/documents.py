"""DOC-BT: the bilan of one party for one quarter (domain.md §5.4), from the reading that its page shows."""

from datetime import timedelta

from django.db.models import Q

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative, Presence
from evaluation.models import Bilan, VersionBilan
from evaluation.queries.lecture import ActionLue, Lecture, lire
from evaluation.queries.saisie import bilan_du_lien, versions
from evaluation.rules import may_read_version

VERSION = "DOC-BT 2"


def build(document: Document) -> Built:
    """The version `subject_id`; a draft is printed as a PROJET."""
    version = VersionBilan.objects.filter(pk=document.subject_id).select_related("pour_compte").first()
    if version is None:
        raise Unbuildable("Ce bilan n’existe plus.")
    bilan = bilan_du_lien(pk=version.bilan_id).get()
    lecture = lire(bilan, version, versions(bilan)[1])
    presences = _presences(bilan)
    organisation = bilan.partie.organisation
    return Built(
        template="documents/evaluation/bilan.html",
        context={"lecture": lecture, "bilan": bilan, "version": version, "ca": bilan.ca, "presences": presences,
                 "dernier_jour": bilan.fin - timedelta(days=1)},
        content=_content(lecture, presences),
        title=f"Bilan du T{bilan.trimestre} – {organisation.nom}"[:250],
        filename=f"bilan-{bilan.ca.reference}-{bilan.pk}-T{bilan.trimestre}-v{version.numero}.pdf",
        created=version.transmise_le or document.requested_at,
        template_version=VERSION,
        reference=bilan.ca.reference,
        version=str(version.numero),
        draft=version.transmise_le is None,
    )  # fmt: skip


def _presences(bilan: Bilan) -> list[Presence]:
    """Section 7: the meetings of the quarter to which the people of the party were asked (R-ENG-02)."""
    rows = Presence.objects.filter(
        reunion__ca=bilan.ca_id, reunion__tenue_le__gte=bilan.debut, reunion__tenue_le__lt=bilan.fin,
        contact__organisation=bilan.partie.organisation_id,
    )  # fmt: skip
    return list(rows.select_related("reunion", "contact").order_by("reunion__tenue_le", "pk"))


def _content(lecture: Lecture, presences: list[Presence]) -> dict:
    bilan, version = lecture.bilan, lecture.version
    return {
        "ca": bilan.ca.intitule,
        "partie": bilan.partie.organisation.nom,
        "convention": bilan.partie.convention.reference,
        "annee": bilan.periode.numero,
        "trimestre": bilan.trimestre,
        "dates": [bilan.debut, bilan.fin, bilan.echeance],
        "version": version.numero,
        "statut": bilan.statut,
        "accepte_le": bilan.accepte_le,
        "transmise_le": version.transmise_le,
        "transmise_par": version.transmise_par,
        "faits_marquants": version.faits_marquants,
        "besoins_ars": version.besoins_ars,
        "actions": [_action(lue) for lue in lecture.actions],
        "pour_compte": _typed(lecture),
        "questions": [[q.libelle, q.question, q.reponse] for q in lecture.questions if q.envoyee_le],
        "presences": [[p.reunion_id, p.contact.fonction, p.statut] for p in presences],
    }


def _action(lue: ActionLue) -> list:
    line = lue.ligne
    return [
        lue.action.numero,
        lue.action.intitule,
        [line.objectifs_poursuivis, line.resultats_attendus, line.public_autre, line.beneficiaires_cibles]
        if line
        else [],
        [[p.libelle for p in line.publics.all()], str(line.territoire or "")] if line else [],
        [_reading(row) for row in lue.indicateurs],
        [[a.question.code, a.mot, a.texte] for a in (*lue.conformite, *lue.contribution)],
        [list(row) for row in lue.textes],
        [[p.piece.original_name, p.piece.sha256] for p in lue.preuves],
    ]


def _typed(lecture: Lecture) -> list:
    typed = lecture.pour_compte
    if typed is None:
        return []
    return [
        typed.saisi_par,
        typed.informateur,
        typed.canal,
        typed.recueilli_le,
        typed.confirmee_par,
        typed.confirmee_le,
    ]


def _reading(row) -> list:
    reading = row.releve
    said = [reading.valeur, reading.texte, reading.raison, reading.commentaire, reading.cible] if reading else []
    return [row.indicateur.libelle, said, row.avant.valeur if row.avant else None, row.taux]


def may_read(actor: Actor, document: Document) -> bool:
    """Those who read the version: its party, and the CA once it is transmitted."""
    version = VersionBilan.objects.filter(pk=document.subject_id).select_related("bilan__ca", "bilan__partie").first()
    return version is not None and bool(may_read_version(actor, version))


def perimeter(user) -> Q:
    """The rows of the coopératives the person reads."""
    return Q(ca_id__in=Cooperative.objects.visible_to(user).values("pk"))


def resolve(reference: str) -> int:
    """The last transmitted version of a CA (« CA-78-01 »), or of one bilan by its number; LookupError when none."""
    rows = VersionBilan.objects.filter(transmise_le__isnull=False)
    rows = rows.filter(bilan=int(reference)) if reference.isdigit() else rows.filter(bilan__ca__reference=reference)
    version = rows.order_by("-transmise_le", "-pk").first()
    if version is None:
        raise LookupError(f"{reference}\u00a0: aucun bilan transmis.")
    return version.pk


KIND = DocumentKind("bilan", "Bilan trimestriel", build, may_read, perimeter, resolve)
