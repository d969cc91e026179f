"""One way to copy a fiche-action: for an avenant that prepares its next text, for a fiche taken as a model."""

from conventions.models import FicheAction

# What is written in rows of its own and belongs to the text of the fiche: names of reverse relations.
ENFANTS = ("lieux", "moyens", "apports_vises", "leviers_vises")
# What a copy never takes: its identity, its life, the avenant it may serve.
PROPRES = frozenset({"id", "version", "numero", "avenant", "remplace", "entree_le", "retiree_le", "texte_depuis"})


def fields_of(action: FicheAction) -> dict:
    """The values of the plain fields that make the text of a fiche, by attribute name."""
    kept = (field for field in FicheAction._meta.concrete_fields if field.name not in PROPRES)
    return {field.attname: getattr(action, field.attname) for field in kept}


def copy_lists(source: FicheAction, target: FicheAction) -> None:
    """Give `target` (saved) the lists and rows of `source`, in the place of its own."""
    for field in FicheAction._meta.many_to_many:
        getattr(target, field.name).set(getattr(source, field.name).all())
    for name in ENFANTS:
        rows = list(getattr(source, name).all())
        getattr(target, name).all().delete()
        for row in rows:
            row.pk, row._state.adding, row.action = None, True, target
            row.save()
