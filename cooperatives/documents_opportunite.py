"""DOC-GRILLE: the ten principles, the seven points de vigilance, the warnings and their answers (domain.md §5.13)."""

from coop.documents.kinds import Built, DocumentKind
from coop.documents.models import Document
from cooperatives.documents import may_read, resolve_ca
from cooperatives.enums import Appreciation, PointVigilance, StatutVigilance
from cooperatives.guide_opportunite import POINTS
from cooperatives.models import Cooperative, VigilanceSuivi
from cooperatives.queries import opportunite as reading
from cooperatives.queries.avertissements import avertissements


def build_grid(document: Document) -> Built:
    """The grid as it is read on the day it is asked; a draft until the ten principles are considered."""
    ca = Cooperative.objects.select_related("departement").defer("departement__trace").get(pk=document.subject_id)
    rows = list(ca.appreciations.select_related("principe").order_by("principe__ordre"))
    followed = {row.point: row for row in ca.vigilances.all()}
    context = {
        "ca": ca,
        "compte": reading.compte(ca),
        "groupes": [(titre, [row for row in rows if row.principe.groupe == code]) for code, titre in reading.GROUPES],
        "points": [(POINTS[p], followed.get(p) or VigilanceSuivi(ca=ca, point=p)) for p in PointVigilance],
        "avertissements": avertissements(ca),
        "articulations": reading.articulations(ca),
        "themes": ", ".join(theme.libelle for theme in ca.thematiques.all()),
        "publics": ", ".join(public.libelle for public in ca.publics.all()),
    }
    return Built(
        template="documents/cooperatives/grille.html",
        context=context,
        content=_content(context, rows),
        title=f"Grille des dix principes – {ca.intitule}",
        filename=f"grille-{ca.reference}.pdf",
        created=document.requested_at,
        template_version="DOC-GRILLE 2",
        reference=ca.reference,
        draft=any(row.appreciation == Appreciation.A_ETUDIER for row in rows),
    )


def _content(context: dict, rows: list) -> dict:
    return {
        "ca": context["ca"].intitule,
        "principes": [[r.principe.ordre, r.appreciation, r.justification, r.preuve, r.auteur] for r in rows],
        "vigilances": [
            [row.point, row.statut if row.pk else StatutVigilance.NON_TRAITE, row.commentaire]
            for _, row in context["points"]
        ],
        "avertissements": [
            [a.code, a.objet, a.phrase, a.reponse.reponse if a.reponse else ""] for a in context["avertissements"]
        ],
        "articulations": [
            [
                str(row),
                row.presence,
                row.nature,
                row.description,
                row.concertation_theme_le,
                row.information_comites_le,
                row.information_cotech_le,
            ]
            for row in context["articulations"]
        ],
    }


GRILLE = DocumentKind("grille", "Grille des dix principes", build_grid, may_read, resolve=resolve_ca)
