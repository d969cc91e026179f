"""What a name says of a structure: its probable type and sector, proposed while inviting, always shown, always corrected."""

from coop.organisations.enums import TypeOrganisation as T
from coop.territories.models.geographie import searchable

PAR_DEFAUT = (T.ASSOCIATION, "associatif")
# Words found whole in the name, the most telling first → (type, code of the sector).
GENRES: tuple[tuple[tuple[str, ...], tuple[T, str]], ...] = (
    (("habitants", "conseil citoyen"), (T.GROUPE_HABITANTS, "habitants")),
    (("association", "asso", "amicale", "collectif"), PAR_DEFAUT),
    (("communaute d agglomeration", "communaute urbaine", "communaute de communes", "agglomeration", "epci", "ept",
      "intercommunalite", "etablissement public territorial"), (T.EPCI, "collectivites")),
    (("mission locale",), (T.AUTRE, "insertion")),
    (("centre social", "centre socioculturel", "maison de quartier", "mjc"), (T.ASSOCIATION, "socioculturel")),
    (("ccas", "centre communal d action sociale"), (T.COMMUNE, "social")),
    (("hopital", "hopitaux", "centre hospitalier", "chu", "chi", "clinique", "groupe hospitalier", "ght"),
     (T.ETABLISSEMENT_SANTE, "sante")),
    (("cpts", "msp", "maison de sante", "pharmacie", "cabinet", "centre de sante", "infirmiers", "medecins"),
     (T.LIBERAL_MSP, "sante")),
    (("ehpad", "residence autonomie", "csapa", "caarud", "esat", "ime", "sessad", "cmpp", "foyer"),
     (T.MEDICO_SOCIAL, "medico-social")),
    (("cpam", "caf", "msa", "cramif", "cnav", "assurance maladie"), (T.PROTECTION_SOCIALE, "social")),
    (("mutuelle", "mutualite"), (T.MUTUELLE, "prevention")),
    (("bailleur", "habitat", "oph", "hlm"), (T.BAILLEUR, "logement")),
    (("college", "lycee", "ecole", "universite", "inspection academique", "creche"), (T.EDUCATION, "education")),
    (("prefecture", "sous prefecture", "ddets", "drihl", "pjj", "spip", "rectorat", "dsden"), (T.SERVICE_ETAT, "autre")),
    (("mairie", "ville", "commune", "service jeunesse", "pmi"), (T.COMMUNE, "collectivites")),
)  # fmt: skip


def genre(nom: str) -> tuple[T, str]:
    """(type, code of the sector) the words of `nom` make probable; an association when they say nothing."""
    text = f" {searchable(nom)} "
    return next((found for words, found in GENRES if any(f" {word} " in text for word in words)), PAR_DEFAUT)
