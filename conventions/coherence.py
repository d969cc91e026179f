"""What no constraint holds about a convention in force (domain.md §4.7, 2 and 3; decisions.md 11)."""

from conventions import calendrier, texte
from conventions.enums import StatutConvention, TypeIndicateur
from conventions.models import Convention, VersionConvention


def in_force() -> list[str]:
    """One sentence for each convention in force that is not what its signature supposes."""
    rows = Convention.objects.filter(statut=StatutConvention.EN_VIGUEUR).select_related("ca", "reprise")
    return [f"{c.reference}\u00a0: {fault}" for c in rows.order_by("reference") for fault in _faults(c)]


def _faults(convention: Convention) -> list[str]:
    version = convention.versions.courante().first()
    if version is None and hasattr(convention, "reprise"):
        return _dates(convention)  # what was signed is its paper copy
    if version is None:
        return ["en vigueur sans version signée."]
    return [*_signatures(convention, version), *_content(version.contenu), *_dates(convention)]


def _signatures(convention: Convention, version: VersionConvention) -> list[str]:
    signed = version.signatures.filter(signee_le__isnull=False, sha256_signe=version.sha256)
    parties = convention.parties.filter(sortie_le__isnull=True, avenant_entree__isnull=True).exclude(
        signataires__signatures__in=signed
    )
    found = [f"la partie «\u00a0{partie}\u00a0» n’a pas signé la version en cours." for partie in parties]
    if version.signatures.filter(signee_le__isnull=True).exists():
        found.append("un signataire de la version en cours n’a pas signé.")
    if texte.digest(version.contenu) != version.sha256:
        found.append("le contenu figé n’a plus l’empreinte signée.")
    return found


def _content(contenu: dict) -> list[str]:
    """Seven fields filled and an indicator for each action, the three types in the programme (A-54)."""
    found = [
        f"la fiche-action {action['numero']} est incomplète."
        for action in contenu["actions"]
        if not all([action["intitule"], action["promoteur"], *(value for _, value in action["lignes"])])
    ]
    measured = {action["numero"]: action["lignes"] for action in contenu["annexes"]["indicateurs"]}
    found += [
        f"l’action {a['numero']} n’a pas d’indicateur." for a in contenu["actions"] if not measured.get(a["numero"])
    ]
    kinds = {line[0] for lines in measured.values() for line in lines}
    found += [
        f"le programme n’a aucun {kind.label}." for kind in TypeIndicateur if kind.label.capitalize() not in kinds
    ]
    return found


def _dates(convention: Convention) -> list[str]:
    """The échéance is that of the last period: 12 months a period, from the effect date."""
    last = convention.periodes.order_by("-numero").first()
    if last is None:
        return ["en vigueur sans période annuelle."]
    if (
        calendrier.periode(convention.date_effet, last.numero) != (last.debut, last.fin)
        or last.fin != convention.date_echeance
    ):
        return ["l’échéance n’est pas à douze mois de la date d’effet."]
    return []
