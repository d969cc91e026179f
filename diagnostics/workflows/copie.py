"""What the next version of a diagnosis takes over from the one before, with its links.

Concertations, collection and votes stay with the version they discussed; voices are not copied, since they are what
was said then: findings of the next version lean on the same ones.
"""

from django.db.models import Model

from diagnostics.models import Diagnostic

FRAME = ("diagnostics_preexistants", "problematique", "synthese_preambule")

Twins = dict[int, Model]


def copy_frame(previous: Diagnostic, diagnostic: Diagnostic) -> None:
    """The texts of the version itself, before it is saved."""
    for name in FRAME:
        setattr(diagnostic, name, getattr(previous, name))


def copy_children(previous: Diagnostic, diagnostic: Diagnostic) -> None:
    """Analyses, parts, figures, documents, resources, findings and needs, each tied to the copies of what it leaned on."""
    diagnostic.acteurs_associes.set(previous.acteurs_associes.all())
    _analyses(previous, diagnostic)
    _twins(previous.volets.all(), diagnostic)
    figures = _twins(previous.donnees.all(), diagnostic)
    documents = _twins(previous.documents.all(), diagnostic)
    _twins(previous.ressources.prefetch_related("communes", "publics"), diagnostic, same=("communes", "publics"))
    findings = _twins(
        previous.constats.prefetch_related("avis", "donnees", "documents"),
        diagnostic,
        same=("avis",),
        moved={"donnees": figures, "documents": documents},
    )
    needs = previous.besoins.prefetch_related("publics", "constats")
    for known, twin in _twins(needs, diagnostic, same=("publics",), moved={"constats": findings}).items():
        twin.reprend_id = known
        twin.save(update_fields=["reprend"])


def _analyses(previous: Diagnostic, diagnostic: Diagnostic) -> None:
    fresh = {a.niveau: a for a in diagnostic.analyses.all()}
    for old in previous.analyses.prefetch_related("sources"):
        new = fresh[old.niveau]
        new.constats, new.methode, new.phrase = old.constats, old.methode, old.phrase
        new.save()
        new.sources.set(old.sources.all())


def _twins(rows, diagnostic: Diagnostic, *, same: tuple[str, ...] = (), moved: dict[str, Twins] | None = None) -> Twins:
    """Copy each row; `same` relations keep their ends, `moved` ones follow the copies. Old key → copy."""
    found: Twins = {}
    for row in rows:
        links = {name: list(getattr(row, name).all()) for name in same}
        for name, twins in (moved or {}).items():
            links[name] = [twins[end.pk] for end in getattr(row, name).all() if end.pk in twins]
        new = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key})
        new.diagnostic = diagnostic
        new.save()
        for name, ends in links.items():
            getattr(new, name).set(ends)
        found[row.pk] = new
    return found
