"""DOC-REG: what a note says, how it is composed, kept and handed over (domain.md §5.13)."""
