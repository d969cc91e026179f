"""What the convention tells to the floors above it, inside its own transaction.

`convention_en_vigueur(convention, periode, actor)`: the last party has signed; the annual period exists. Receivers write
what follows from it (the bilans to establish) in the same transaction: either all of it exists, or none.
"""

from django.dispatch import Signal

convention_en_vigueur = Signal()
