"""The first regional text of the charte de coopération, laid with the other references (R-GOUV-28)."""

from coop.territories.sync import Compte
from cooperatives.models import CharteRegionale
from cooperatives.workflows.charte import regional_text


def load() -> Compte:
    """Lay the first version where there is none: the versions of the siège are left alone."""
    known = CharteRegionale.objects.count()
    regional_text()
    return Compte("Texte régional de la charte", int(known == 0), 0, known)
