"""The verbs of the follow-up and of the evaluation, one module per aggregate."""
