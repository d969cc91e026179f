"""What the diagnosis tells to the floors above it, inside its own transaction.

`diagnostic_valide(diagnostic)`: a version has been validated; its needs name those of the version before that they take
over (`Besoin.reprend`).
"""

from django.dispatch import Signal

diagnostic_valide = Signal()
