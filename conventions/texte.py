"""The text of a convention as plain data: read, printed, frozen and signed (R-CONV-03, -05, decisions.md 16).

Pure assembly: `Sources` in, a JSON-able dict out. The page and the PDF draw the same dict; at mise à la signature it
is frozen, and its sha256 is what each party signs. `SCHEMA` changes when the shape of the dict does.
"""

import hashlib
from datetime import date

from conventions.gabarit import COMPOSEES, FACULTATIVES, paragraphs
from conventions.jonction import apres_proposer
from conventions.models import FicheAction, GabaritArticle, Indicateur, Partie
from conventions.sources import Sources
from coop.journal.canonical import canonical_json
from coop.ui.typographie import NBSP, avec_nombre, date_longue, nombre

# 2: addresses and signatories are no part of what is signed (docs/decisions/0011). 3: annexes chosen by the coordination.
SCHEMA = 3
A_COMPLETER = "[à compléter]"


def assemble(sources: Sources, jour: date | None = None, annexes: dict | None = None) -> dict:
    """The whole content on `jour` (the date of the version; None while it is a draft), with the `annexes` chosen."""
    values = valeurs(sources, jour)
    return {
        "schema": SCHEMA,
        "reference": sources.convention.reference,
        "cooperative": sources.ca.reference,
        "date": jour.isoformat() if jour else "",
        "blocs": [bloc(row, values) for row in sources.modele.blocs],
        "parties": [_partie(partie, sources) for partie in sources.parties],
        "objectifs": [o.libelle for o in sources.objectifs],
        "actions": [_action(action) for action in sources.actions],
        "annexes": {
            "periodicite": sources.convention.periodicite_operationnelle,
            "indicateurs": [_indicateurs(action) for action in sources.actions if action.mesuree.indicateurs.all()],
        }
        | (annexes or {}),
    }


def bloc(row: GabaritArticle, valeurs: dict[str, str]) -> dict:
    """One block of the text; a block that departs from the regional model says so."""
    printed = {
        "code": row.code,
        "titre": row.titre,
        "gabarit": row.version,
        "paragraphes": _plain(row.texte, valeurs),
    }
    return printed | {"adapte": True} if row.adapte else printed


def digest(contenu: dict) -> str:
    """The sha256 of a content: equal contents, equal prints, whatever wrote them."""
    return digest_of_bytes(canonical_json(contenu).encode())


def digest_of_bytes(data: bytes) -> str:
    """The same, of a content already written (the file joined to the PDF)."""
    return hashlib.sha256(data).hexdigest()


def empties(contenu: dict) -> list[str]:
    """The variables that still print « [à compléter] », in reading order; the date is given by the version itself."""
    found = []
    for bloc in contenu["blocs"]:
        for name, value in (segment for paragraph in bloc["paragraphes"] for segment in paragraph):
            if name and name not in {"date", *found, *COMPOSEES, *FACULTATIVES} and not value.strip():
                found.append(name)
    return found + [name for name in sorted(COMPOSEES) if not contenu[name]]


def promoters(actions: list[FicheAction]) -> list[str]:
    """The promoteurs of the actions, each once, in their order: those article 4.1 associates (R-GOUV-13)."""
    return list(dict.fromkeys(action.promoteur.organisation.nom for action in actions))


def enumeration(names: list[str]) -> str:
    """« A, B et C »."""
    return ", ".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} et {names[-1]}"


def valeurs(sources: Sources, jour: date | None = None) -> dict[str, str]:
    """What fills each variable of the blocks."""
    convention, programme = sources.convention, sources.programme
    return {
        "intitule": programme.intitule,
        "libelle_deploiement": programme.libelle_deploiement or programme.intitule,
        "preambule": convention.preambule,
        "objectif_general": apres_proposer(sources.general.libelle) if sources.general else "",
        "copilotes": enumeration(sources.copilotes),
        "en_lien_avec": convention.en_lien_avec,
        "promoteurs": enumeration(promoters(sources.actions)),
        "lieu": convention.lieu_signature,
        "date": date_longue(jour) if jour else "",
    }


def _plain(texte: str, valeurs: dict[str, str]) -> list[list[list[str]]]:
    return [[list(segment) for segment in paragraph] for paragraph in paragraphs(texte, valeurs)]


def _partie(partie: Partie, sources: Sources) -> dict:
    """What obliges of a party; its address is printed of the day, and who signs for it is told by its signature."""
    organisation, departement = partie.organisation, sources.ca.departement
    return {
        "id": partie.pk,
        "type": partie.type,
        "denomination": organisation.nom,
        "qualite": partie.qualite_representant,
        "departement": departement.complement_nom or f"du département {departement.nom}",
        "titre": departement.titre_signataire if partie.type == "ars" else partie.qualite_representant,
    }


def _action(action: FicheAction) -> dict:
    """The seven rows of article 2, in their order and under their exact names."""
    n = action.numero
    return {
        "numero": n,
        "intitule": action.intitule,
        "promoteur": action.promoteur.organisation.nom,
        "identification": f"Identification de l’action {n} et promoteur référent",
        "lignes": [
            ["Contenu de l’action", action.contenu],
            ["Calendrier prévisionnel", action.calendrier],
            ["Modes d’intervention", action.modes_intervention],
            ["Public cible", action.public_cible],
            ["Lieux précis de réalisation de l’action", f"{NBSP}; ".join(_lieu(lieu) for lieu in action.lieux.all())],
            ["Moyens humains mobilisés par l’action (ETP)", _etp(action)],
        ],
    }


def _lieu(lieu) -> str:
    return f"{lieu.libelle}, {lieu.commune}" if lieu.commune else lieu.libelle


def _etp(action: FicheAction) -> str:
    if action.etp is None:
        return ""
    amount = f"{nombre(action.etp, 2)}{NBSP}ETP"
    return f"{amount}, {action.moyens_humains}" if action.moyens_humains else amount


def _indicateurs(action: FicheAction) -> dict:
    rows = [
        [i.get_type_display().capitalize(), i.libelle, _cible(i), i.sources_methodes]
        for i in action.mesuree.indicateurs.all()
    ]
    return {"numero": action.numero, "intitule": action.intitule, "lignes": rows}


def _cible(indicateur: Indicateur) -> str:
    """The value expected each quarter, with its unit; an en dash when the indicator is told in words."""
    if indicateur.valeur_cible is None:
        return "–"
    unite = indicateur.unite
    return f"{nombre(indicateur.valeur_cible)}{NBSP}{unite}" if unite else nombre(indicateur.valeur_cible)


def summary(contenu: dict) -> str:
    """« 9 parties, 3 actions »: what a mail says of the content."""
    return f"{avec_nombre(len(contenu['parties']), 'partie,parties')}, {avec_nombre(len(contenu['actions']), 'action,actions')}"
