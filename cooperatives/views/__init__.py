"""The pages of a coopérative, one module by subject."""
