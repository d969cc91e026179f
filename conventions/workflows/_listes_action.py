"""The lists of a fiche-action, each written again only when it changes."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError

from conventions.enums import Apport, LevierISTS
from conventions.models import ApportVise, FicheAction, LevierVise, Lieu, MoyenHumain
from coop.territories.models import Commune
from coop.ui.typographie import nombre
from cooperatives.models import Membre, Public

LISTS = ("lieux", "moyens", "publics", "partenaires", "modes", "determinants", "apports", "leviers")


def set_lists(action: FicheAction, lists: dict) -> list[str]:
    """Write the lists given (None: left alone); return the names of those that changed. Raises ValidationError."""
    return [name for name in LISTS if lists.get(name) is not None and _SETTERS[name](action, lists[name])]


def total(moyens: Iterable[tuple[str, Decimal]]) -> dict:
    """The ETP and the words that article 2 prints for these profiles; nothing when there is none (R-FA-04)."""
    rows = list(moyens)
    if not rows:
        return {}
    words = ", ".join(f"{nombre(etp, 2)}\u00a0{profil}" for profil, etp in rows)
    return {"etp": sum((etp for _, etp in rows), Decimal(0)), "moyens_humains": words}


def _set_publics(action: FicheAction, publics: Iterable[Public]) -> bool:
    """Three at most from the list, the others in words (R-FA-05)."""
    publics = list(publics)
    if len(publics) > 3:
        raise ValidationError(
            {"publics": "Choisissez trois publics au plus\u00a0; précisez les autres en toutes lettres."}
        )
    return _set_many(action, "publics", publics)


def _set_partenaires(action: FicheAction, partenaires: Iterable[Membre]) -> bool:
    partenaires = list(partenaires)
    if any(m.ca_id != action.programme.ca_id for m in partenaires):
        raise ValidationError({"partenaires": "Un partenaire associé est un membre de la coopérative."})
    if action.promoteur in partenaires:
        raise ValidationError({"partenaires": "Le promoteur référent n’est pas en plus partenaire associé."})
    return _set_many(action, "partenaires", partenaires)


def _set_many(action: FicheAction, name: str, rows: Iterable) -> bool:
    manager, wanted = getattr(action, name), {row.pk for row in rows}
    if wanted == set(manager.values_list("pk", flat=True)):
        return False
    manager.set(wanted)
    return True


def _set_lieux(action: FicheAction, lieux: Iterable[tuple[str, Commune | None]]) -> bool:
    """Write the places again, in the order given; empty names are skipped."""
    wanted = [(libelle.strip(), commune.pk if commune else None) for libelle, commune in lieux if libelle.strip()]
    if wanted == list(action.lieux.order_by("id").values_list("libelle", "commune")):
        return False
    action.lieux.all().delete()
    _write(Lieu(action=action, libelle=libelle, commune_id=commune) for libelle, commune in wanted)
    return True


def _set_moyens(action: FicheAction, moyens: Iterable[tuple[str, Decimal]]) -> bool:
    wanted = [(profil.strip(), etp) for profil, etp in moyens if profil.strip()]
    if wanted == list(action.moyens.order_by("id").values_list("profil", "etp")):
        return False
    names = [profil.lower() for profil, _ in wanted]
    if len(set(names)) < len(names):
        raise ValidationError({"etp": "Un profil est écrit deux fois\u00a0: additionnez ses ETP sur une ligne."})
    action.moyens.all().delete()
    _write(MoyenHumain(action=action, profil=profil, etp=etp) for profil, etp in wanted)
    return True


def _set_apports(action: FicheAction, codes: Iterable[str]) -> bool:
    return _set_codes(action, "apports", codes, Apport, lambda code: ApportVise(action=action, apport=code))


def _set_leviers(action: FicheAction, codes: Iterable[str]) -> bool:
    return _set_codes(action, "leviers", codes, LevierISTS, lambda code: LevierVise(action=action, levier=code))


def _set_codes(action: FicheAction, name: str, codes: Iterable[str], known, row) -> bool:
    """The codes ticked, in the order of their list."""
    wanted = [code for code in known.values if code in set(codes)]
    rows = getattr(action, f"{name}_vises").order_by("id")
    if wanted == list(rows.values_list(name.removesuffix("s"), flat=True)):
        return False
    rows.delete()
    _write(row(code) for code in wanted)
    return True


def _write(rows: Iterable) -> None:
    for row in rows:
        row.full_clean()
        row.save()


_SETTERS = {
    "lieux": _set_lieux,
    "moyens": _set_moyens,
    "publics": _set_publics,
    "partenaires": _set_partenaires,
    "modes": lambda action, rows: _set_many(action, "modes", rows),
    "determinants": lambda action, rows: _set_many(action, "determinants", rows),
    "apports": _set_apports,
    "leviers": _set_leviers,
}
