from django.db.models import TextChoices


class TypeOrganisation(TextChoices):
    """Kinds of organisations met in the sources (domain.md §4.1, R-DEF-05)."""

    ASSOCIATION = "association", "association"
    COMMUNE = "commune", "commune"
    EPCI = "epci", "intercommunalité"
    ETABLISSEMENT_SANTE = "etablissement_sante", "établissement de santé"
    MEDICO_SOCIAL = "medico_social", "structure médico-sociale"
    LIBERAL_MSP = "liberal_msp", "professionnels libéraux, maison de santé"
    SERVICE_ETAT = "service_etat", "service de l’État"
    PROTECTION_SOCIALE = "protection_sociale", "organisme de protection sociale"
    MUTUELLE = "mutuelle", "mutuelle"
    BAILLEUR = "bailleur", "bailleur"
    EDUCATION = "education", "établissement d’enseignement"
    ARS = "ars", "délégation départementale de l’ARS"
    GROUPE_HABITANTS = "groupe_habitants", "groupe d’habitants"
    AUTRE = "autre", "autre"
