"""What the programme and the convention give to the registries."""

import conventions.registrations_convention
import conventions.registrations_echeance
import conventions.registrations_financement
import conventions.registrations_programme  # noqa: F401
