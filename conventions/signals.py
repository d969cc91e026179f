"""What the convention tells to the floors above it, inside its own transaction.

`convention_en_vigueur(convention, periode, actor)`: the last party has signed; the annual period exists. Receivers write
what follows from it (the bilans to establish) in the same transaction: either all of it exists, or none.

`convention_fin_changee(convention, avant, actor)`: a résiliation gives it an end (`convention.resiliation_effet`), another
one than `avant`, or no longer any.
"""

from django.dispatch import Signal

convention_en_vigueur = Signal()
convention_fin_changee = Signal()
