"""What a meeting tells to the floors above it, inside its own transaction.

`decision_ecrite(decision, actor)`: a decision is noted or rewritten; a higher floor links it to what its words name.
"""

from django.dispatch import Signal

decision_ecrite = Signal()
