"""The lists of the coopératives: themes, publics, determinants and the ten principles.

Wording and membership come from domain.md §4.6, then further values of the nomenclatures (decisions.md 10).
They are created when missing and never overwritten: the siège edits labels and archives values.
"""

from coop.territories.sync import Compte, create_missing, synchronise
from cooperatives.models import Determinant, Principe, Public, Thematique
from cooperatives.principes import PRINCIPES

GUIDE, LETTRE, EVALUATION = "guide 2018", "lettre 2022", "évaluation ex-ante 2018"
APPEL, OSCARS = "ARS Île-de-France, appel à initiatives", "OSCARS"
PRAPS = "ARS Île-de-France, PRAPS 2012-2017"
URBASANTE = "UrbaSanté (ECOLAB)"
USAGE = "usage professionnel, à valider par l’ARS"

# code, label, help, source
THEMATIQUES = [
    ("perinatalite_parentalite", "Périnatalité et compétences psychosociales familiales", "", GUIDE),
    ("sante_enfants", "Santé des enfants", "", GUIDE),
    ("sante_mentale", "Santé mentale", "", GUIDE),
    ("addictions", "Lutte contre les addictions (dont tabagisme)", "", GUIDE),
    ("vaccination", "Promotion de la vaccination", "", GUIDE),
    ("habitat_sante", "Interactions logement et santé (santé respiratoire et habitat)", "", GUIDE),
    ("langage_apprentissages", "Troubles du langage et des apprentissages", "", GUIDE),
    ("cps", "Compétences psychosociales des enfants", "", GUIDE),
    ("precarite", "Parcours de santé de publics précaires ou « invisibles »", "", GUIDE),
    ("diabete", "Diabète (éducation thérapeutique, promotion de la santé)", "", GUIDE),
    ("nutrition_activite_physique", "Nutrition, sport, activité physique adaptée", "", GUIDE),
    ("errance", "Grande exclusion, errance", "", GUIDE),
    ("sante_jeunes", "Santé des jeunes (parcours, bien-être)", "", LETTRE),
    ("acces_droits_soins", "Accès aux droits, à la prévention et aux soins", "", GUIDE),
    ("tabac", "Tabagisme", "Quand le tabac est le seul objet.", GUIDE),
    ("maladies_chroniques_etp", "Maladies chroniques et éducation thérapeutique", "", EVALUATION),
    ("sante_sexuelle", "Santé sexuelle (contraception, IVG)", "", APPEL),
    ("vih_ist", "VIH, IST", "", OSCARS),
    ("hepatites", "Hépatites", "", OSCARS),
    ("sante_environnement", "Santé environnementale", "", USAGE),
    ("depistage_cancers", "Dépistage des cancers", "", USAGE),
    ("sante_bucco_dentaire", "Santé bucco-dentaire", "", USAGE),
    ("vieillissement", "Bien vieillir, perte d’autonomie", "", USAGE),
    ("violences", "Violences, dont violences faites aux femmes", "", USAGE),
    ("autre", "Autre thématique", "Précisez-la dans l’intitulé de la coopérative.", GUIDE),
]

PUBLICS = [
    ("praps_migrants", "Personnes migrantes en forte mobilité", "", GUIDE),
    ("praps_exclues", "Personnes exclues ancrées sur un territoire", "", GUIDE),
    (
        "praps_demunies",
        "Personnes démunies avec couverture maladie en difficulté d’accès ou de maintien dans le système de santé",
        "",
        GUIDE,
    ),
    ("invisibles", "Publics « invisibles »", "Éloignés des dispositifs de droit commun.", GUIDE),
    ("errance", "Personnes en errance", "", GUIDE),
    ("enfants_2_7", "Enfants de 2 à 7 ans", "De 3 à 7 ans selon l’évaluation ex-ante.", GUIDE),
    ("enfants_4_12", "Enfants et jeunes de 4 à 12 ans", "", EVALUATION),
    ("jeunes", "Jeunes", "", GUIDE),
    ("parents", "Parents, familles", "", GUIDE),
    ("diabetiques", "Personnes diabétiques", "", GUIDE),
    ("habitants_qpv", "Habitants des quartiers prioritaires (QPV)", "", GUIDE),
    ("handicap", "Personnes en situation de handicap", "", USAGE),
    ("agees_aidants", "Personnes âgées et leurs aidants", "", USAGE),
    ("professionnels", "Professionnels", "Bénévoles et relais compris.", USAGE),
    ("detenus", "Personnes placées sous main de justice, maison d’arrêt", "", GUIDE),
    ("foyers_migrants", "Habitants de foyers de travailleurs migrants", "", GUIDE),
    ("prostitution", "Personnes en situation de prostitution", "", GUIDE),
    ("tout_public", "Tout public", "", USAGE),
    ("sans_abri", "Personnes sans abri ou en logement précaire", "", PRAPS),
    ("parents_isoles", "Parents isolés, femmes enceintes", "", PRAPS),
    ("nourrissons", "Femmes avec nourrissons et jeunes enfants", "", PRAPS),
    ("campements", "Personnes vivant en campement ou habitat précaire", "", PRAPS),
    ("gens_du_voyage", "Gens du voyage", "", PRAPS),
    ("habitat_indigne", "Personnes vivant en habitat indigne", "", PRAPS),
    ("jeunes_insertion", "Jeunes en difficulté d’insertion sociale", "", PRAPS),
    ("addictions_exclusion", "Personnes en situation d’exclusion et d’addiction", "", PRAPS),
    ("agees_precaires", "Personnes âgées isolées ou en grande précarité financière", "", PRAPS),
    ("adolescents", "Adolescents", "", USAGE),
    ("jeunes_adultes", "Jeunes adultes (16-25 ans)", "", USAGE),
    ("aidants", "Aidants", "", USAGE),
    ("malades_chroniques", "Personnes vivant avec une maladie chronique", "", GUIDE),
    ("autre", "Autre public", "", GUIDE),
]
PRAPS_GUIDE = {"praps_migrants", "praps_exclues", "praps_demunies"}  # the three groups of the guide, § 3.2

DETERMINANTS = [
    ("soc_revenu", "Environnement socio-économique", "Revenu, précarité.", LETTRE),
    ("env_educatif", "Environnement éducatif", "", LETTRE),
    ("soc_lien", "Environnement familial", "Lien social, famille.", LETTRE),
    ("env_sanitaire", "Environnement sanitaire", "", LETTRE),
    ("env_logement", "Logement, habitat", "", GUIDE),
    ("soc_emploi", "Travail, emploi", "Conditions de travail comprises.", GUIDE),
    ("soc_education", "Éducation", "Littératie en santé comprise.", GUIDE),
    ("jeunesse", "Jeunesse", "", GUIDE),
    ("env_urbain", "Urbain, cadre de vie", "Aménagement, services.", GUIDE),
    ("mobilite", "Mobilité", "", GUIDE),
    ("env_physique", "Environnement", "Air, eau, bruit, chaleur.", GUIDE),
    ("pol_politiques", "Culturel, politique", "Politiques publiques locales.", GUIDE),
    ("soc_discrimination", "Discriminations, droits", "", GUIDE),
    ("env_alimentaire", "Accès à l’alimentation", "", URBASANTE),
    ("env_services", "Accès aux services et équipements", "", URBASANTE),
    ("env_securite", "Sécurité", "", URBASANTE),
    ("off_acces", "Accessibilité de l’offre de prévention et de soins", "", GUIDE),
    ("off_coordination", "Coordination et lisibilité des parcours", "", GUIDE),
    ("ind_comportements", "Comportements et modes de vie", "", GUIDE),
    ("ind_cps", "Compétences psychosociales", "", GUIDE),
]


def _rows(values: list[tuple[str, str, str, str]]) -> list[dict]:
    return [
        {"code": code, "libelle": libelle, "aide": aide, "source": source, "ordre": ordre}
        for ordre, (code, libelle, aide, source) in enumerate(values, start=1)
    ]


def load() -> list[Compte]:
    """Create what is missing."""
    publics = [row | {"praps": row["code"] in PRAPS_GUIDE or row["source"] == PRAPS} for row in _rows(PUBLICS)]
    principes = [principe._asdict() for principe in PRINCIPES]
    return [
        create_missing(Thematique, _rows(THEMATIQUES), also="libelle"),
        create_missing(Public, publics, also="libelle"),
        create_missing(Determinant, _rows(DETERMINANTS), also="libelle"),
        synchronise(Principe, principes, key=("ordre",), create_only=("libelle", "court", "aide", "groupe")),
    ]
