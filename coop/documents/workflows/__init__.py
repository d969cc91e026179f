"""The verbs of documents: `request`, `retry`; and of their preparation: `claim`, `run`, `sweep`."""

from coop.documents.workflows.asking import request, retry
from coop.documents.workflows.preparing import claim, run
from coop.documents.workflows.sweeping import sweep

__all__ = ["claim", "request", "retry", "run", "sweep"]
