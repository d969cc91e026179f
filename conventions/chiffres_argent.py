"""F-19 to F-22: their definitions, the same on the page of a coopérative and on that of the région."""

from conventions.chiffres_annuels import Compte, Definition
from coop.ui.typographie import avec_nombre, euros, nombre

ETP, ENGAGEMENTS, REPARTITIONS, AUTRES = "actions", "engagements", "repartitions", "autres-financements"


def _etp(c: Compte) -> str:
    carried = f"dans {avec_nombre(c.nombres['actions'], 'action,actions')}"
    shares = [
        f"{nombre(c.nombres[name], 2)} {words}"
        for name, words in (("etp_ars", "portés par l’ARS"), ("etp_financeurs", "par d’autres financeurs signataires"))
        if c.nombres[name]
    ]
    told = f"{carried}\u00a0; {', '.join(shares)}" if shares else f"{carried}, toutes portées par des partenaires"
    days = c.nombres["jours"]
    return f"{told}\u00a0; {nombre(days)} jours d’animation de la délégation" if days else told


def _engage(c: Compte) -> str:
    acts = avec_nombre(c.nombres["engagements"], "engagement décidé,engagements décidés")
    return f"{acts}, dans {avec_nombre(c.nombres['payees'], 'coopérative,coopératives')}"


def _sur(part: str, whole: str, words: str):
    return lambda c: f"{euros(c.nombres[part])} sur {euros(c.nombres[whole])} {words}"


F_19 = Definition(
    "F-19", "équivalents temps plein mobilisés", "ETP",
    "Somme des ETP des fiches-action dont la convention signée court au moins un jour de l’année. Une action pas encore "
    "signée n’est pas comptée\u00a0; celle qu’un avenant ajoute l’est à partir de sa prise d’effet. La part de l’ARS et celle des autres financeurs "
    "sont celles des actions dont ils sont promoteurs.",
    ETP, de="etp", unite="ETP", note=_etp,
)  # fmt: skip
F_20 = Definition(
    "F-20", "budget engagé par l’ARS", "Engagé par l’ARS",
    "Somme des engagements décidés, notifiés ou soldés qui paient l’année. Un engagement pluriannuel compte son montant annuel.",
    ENGAGEMENTS, de="engage", unite="€", note=_engage,
)  # fmt: skip
F_20_MOYENNE = Definition(
    "F-20", "en moyenne par coopérative subventionnée", "Moyenne par coopérative",
    "Budget engagé, rapporté aux coopératives qui ont au moins un engagement décidé cette année-là.",
    ENGAGEMENTS, de="engage", sur="payees", unite="€",
    note=lambda c: f"{euros(c.nombres['engage'])} pour {avec_nombre(c.nombres['payees'], 'coopérative,coopératives')}",
)  # fmt: skip
F_20_COORDINATION = Definition(
    "F-20", "pour la coordination et l’ingénierie", "Part de la coordination",
    "Lignes «\u00a0coordination et ingénierie\u00a0» des répartitions validées, rapportées à tout ce qu’elles répartissent.",
    REPARTITIONS, de="coordination", sur="reparti", unite="%", note=_sur("coordination", "reparti", "répartis"),
)  # fmt: skip
F_20_DECISIONS = Definition(
    "F-20", "des engagements sont des décisions", "Part des décisions",
    "Décisions d’attribution de subvention, rapportées à tous les engagements décidés\u00a0; les autres sont des conventions "
    "«\u00a0classiques\u00a0».",
    ENGAGEMENTS, de="decisions", sur="engagements", unite="%",
    note=lambda c: f"{nombre(c.nombres['decisions'])} sur {nombre(c.nombres['engagements'])}",
)  # fmt: skip
F_21 = Definition(
    "F-21", "répartitions à parts égales", "Parts égales",
    "Répartitions validées dont les parts, par organisme, varient de moins de 5\u00a0% (coefficient de variation, 0 quand elles "
    "sont identiques), entre trois organismes ou plus.",
    REPARTITIONS, de="egales",
    note=lambda c: f"sur {avec_nombre(c.nombres['mesurees'], 'répartition validée,répartitions validées')} entre trois organismes ou plus",
)  # fmt: skip
F_22 = Definition(
    "F-22", "euros d’autres financeurs pour un euro de l’ARS", "Effet levier",
    "Financements d’autres origines notés pour l’année, rapportés au budget engagé par l’ARS.",
    AUTRES, de="autres", sur="engage", unite="ratio", note=_sur("autres", "engage", "engagés par l’ARS"), vide="aucun engagement décidé",
)  # fmt: skip
PRINCIPAUX = [F_20, F_22, F_19, F_21]
DEFINITIONS = [F_19, F_20, F_20_MOYENNE, F_20_COORDINATION, F_20_DECISIONS, F_21, F_22]
