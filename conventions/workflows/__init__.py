"""The verbs of the programme and of the convention, one module per aggregate."""
