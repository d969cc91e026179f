"""The verbs of a coopérative, one module by subject."""
