"""Sentences for the preamble of the convention: those each analysis and each part led to (R-CONV-14)."""

from diagnostics.models import Diagnostic


def phrases_pour_le_preambule(diagnostic: Diagnostic) -> str:
    """The sentences of the four analyses, then of the descriptive parts, in their order, each once; '' without any."""
    rows = [*diagnostic.analyses.order_by("id"), *diagnostic.volets.order_by("id")]
    sentences = [row.phrase.strip() for row in rows if row.phrase.strip()]
    return " ".join(dict.fromkeys(_ended(sentence) for sentence in sentences))


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?…" else f"{sentence}."
