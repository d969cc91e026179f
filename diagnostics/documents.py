"""DOC-DIAG: the synthesis of a diagnosis (domain.md §5.10)."""

from coop.documents.kinds import Built, DocumentKind
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import NBSP, avec_nombre
from cooperatives.models import Cooperative
from cooperatives.queries.territoire import compte
from cooperatives.roles import INTERNES, roles
from diagnostics.enums import RaisonAbsence, StatutDiagnostic
from diagnostics.models import Constat, Diagnostic, Donnee, Priorisation
from diagnostics.queries import current, voix
from diagnostics.queries.lecture import full
from diagnostics.queries.parties import apercus
from diagnostics.queries.priorites import lignes, resultat
from diagnostics.queries.ressources import carte, filtrees, par_commune

VERSION = "DOC-DIAG 3"
SECTIONS = (
    "cadre", "analyses", "volets", "donnees", "ressources", "voix", "besoins", "priorites", "problematique", "concertation",
)  # fmt: skip


def build(document: Document) -> Built:
    """The version `subject_id`: what its page says, in the order of the document."""
    diagnostic = full(int(document.subject_id), preuves=True)
    ca = diagnostic.ca
    only_described = not diagnostic.concertations.all()
    name = "État des lieux" if only_described else "Synthèse du diagnostic"
    return Built(
        template="documents/diagnostics/synthese.html",
        context=_context(diagnostic) | {"etat_des_lieux": only_described},
        content=_content(diagnostic),
        title=f"{name} – {ca.intitule}",
        filename=f"diagnostic-{ca.reference}-v{diagnostic.numero}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        version=str(diagnostic.numero),
        draft=diagnostic.statut == StatutDiagnostic.BROUILLON,
    )


def _context(diagnostic: Diagnostic) -> dict:
    figures = list(diagnostic.donnees.all())
    parts = apercus(diagnostic)
    known = [row for row in figures if not row.raison_absence]
    places = {row.territoire for row in known}
    resources = filtrees(diagnostic, {})
    communes, people = compte(diagnostic.ca)
    voices, priorities = voix.lire(diagnostic), _priorities(diagnostic)
    shown = {
        "donnees": bool(figures),
        "ressources": bool(resources),
        "voix": bool(voices.nombre),
        "priorites": bool(priorities["lignes"]),
    }
    return priorities | {
        "numeros": {code: n for n, code in enumerate((c for c in SECTIONS if shown.get(c, True)), start=1)},
        "nombre_communes": communes,
        "population": people,
        "voix": voices,
        "ressources": resources,
        "carte": carte(par_commune(diagnostic, resources), pour_pdf=True) if resources else None,
        "ca": diagnostic.ca,
        "d": diagnostic,
        "volets": [part for part in parts if part.texte],
        "a_decrire": f"{NBSP}; ".join(part.court.lower() for part in parts if not part.texte),
        "chiffres": known,
        "territoire": places.pop() if len(places) == 1 else "",
        "calcules": any(row.repere_estime for row in known),
        "absences": absences(figures),
    }


def _priorities(diagnostic: Diagnostic) -> dict:
    """The result of the vote, once it is closed."""
    row = Priorisation.objects.filter(diagnostic=diagnostic, close_le__isnull=False).first()
    if row is None:
        return {"classement": None, "lignes": []}
    needs = sorted(diagnostic.besoins.all(), key=lambda besoin: besoin.numero)
    result = resultat(row, needs)
    return {"classement": result, "lignes": lignes(result, needs)}


def absences(figures: list[Donnee]) -> list[str]:
    """One sentence for each reason of absence: « 3 indicateurs ne sont pas disponibles : … »."""
    told = {
        RaisonAbsence.SECRET: "indicateur couvert par le secret statistique,indicateurs couverts par le secret statistique",
        RaisonAbsence.NON_DISPONIBLE: "indicateur non disponible,indicateurs non disponibles",
        RaisonAbsence.NON_APPLICABLE: "indicateur non applicable,indicateurs non applicables",
    }
    found = []
    for reason, words in told.items():
        names = list(dict.fromkeys(row.libelle for row in figures if row.raison_absence == reason))
        if names:
            found.append(f"{avec_nombre(len(names), words)}{NBSP}: {f'{NBSP}; '.join(names)}.")
    return found


def _content(diagnostic: Diagnostic) -> dict:
    return {
        "ca": diagnostic.ca.intitule,
        "version": diagnostic.numero,
        "valide_le": diagnostic.valide_le,
        "instance": diagnostic.instance_validation,
        "problematique": diagnostic.problematique,
        "preambule": diagnostic.synthese_preambule,
        "reprises": diagnostic.diagnostics_preexistants,
        "acteurs": [o.nom for o in diagnostic.acteurs_associes.all()],
        "thematiques": [str(t) for t in diagnostic.ca.thematiques.all()],
        "publics": [str(p) for p in diagnostic.ca.publics.all()],
        "analyses": [
            [a.niveau, a.constats, a.phrase, a.methode, [s.nom for s in a.sources.all()]]
            for a in diagnostic.analyses.all()
        ],
        "volets": [[v.volet, v.contenu, v.phrase] for v in diagnostic.volets.all()],
        "donnees": [
            [d.libelle, d.territoire, d.valeur, d.raison_absence, d.unite, d.annee, d.source]
            for d in diagnostic.donnees.all()
        ],
        "ressources": [
            [r.libelle, r.type, r.etat, [c.code for c in r.communes.all()]] for r in filtrees(diagnostic, {})
        ],
        "voix": [[a.numero, a.texte, a.signature] for a in voix.lire(diagnostic).gardees],
        "constats": [_finding(constat) for constat in diagnostic.constats.all()],
        "besoins": [
            [b.numero, b.libelle, b.couverture, b.retenu, b.priorite, [k.numero for k in b.constats.all()]]
            for b in diagnostic.besoins.all()
        ],
        "concertations": [[c.date, c.intitule, c.participants, c.compte_rendu] for c in diagnostic.concertations.all()],
    }


def _finding(constat: Constat) -> list:
    return [
        constat.numero,
        constat.texte,
        [[d.libelle, d.annee] for d in constat.donnees.all()],
        [[a.numero, a.texte] for a in constat.avis.all()],
        [str(x) for x in constat.documents.all()],
    ]


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def resolve(ref: str) -> int:
    """`CA-78-01` → the version people work on; DoesNotExist when there is none."""
    diagnostic = current(Cooperative.objects.get(reference=ref))
    if diagnostic is None:
        raise Diagnostic.DoesNotExist(ref)
    return diagnostic.pk


KIND = DocumentKind("diagnostic", "Synthèse du diagnostic", build, may_read, resolve=resolve)
