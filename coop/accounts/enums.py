from django.db.models import TextChoices


class RoleMandat(TextChoices):
    """What a mandate allows outside any one coopérative (decisions.md 2, 3)."""

    SIEGE = "siege", "siège de l’ARS"
    COORDINATEUR_DD = "coordinateur_dd", "coordination DD/PPS"
    DELEGUE = "delegue", "délégué départemental"
    PARTENAIRE = "partenaire", "représentant d’une organisation"
    EVALUATEUR = "evaluateur", "évaluateur"
    LECTEUR = "lecteur", "lecteur"


# What a coordinator gives inside its own département; the région's roles come from the siège.
GIVEN_BY_DD = frozenset({RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.PARTENAIRE, RoleMandat.EVALUATEUR})


class EtatCompte(TextChoices):
    """How far somebody is from signing in."""

    OUVERT = "ouvert", "compte ouvert"
    INVITE = "invite", "invitation en cours"
    SANS = "sans", "sans compte"
    FERME = "ferme", "compte fermé"


class UsageLien(TextChoices):
    """What a personal link opens (decisions.md 31)."""

    SIGNER = "signer", "signer une convention"
    BILAN = "bilan", "remplir un bilan trimestriel"
    REUNION = "reunion", "répondre à une convocation"
    CONFIRMER = "confirmer", "confirmer une saisie"
    FICHE = "fiche", "écrire une fiche-action"
    AVIS = "avis", "donner un avis sur un diagnostic"
    PRIORISER = "prioriser", "prioriser les besoins d’un diagnostic"
    QUESTIONNAIRE = "questionnaire", "répondre au questionnaire des acteurs"
