"""Optimistic lock: nobody silently overwrites what somebody else has just saved (architecture.md 7)."""

from django.db import models


class StaleVersion(Exception):
    """The object was saved by somebody else since the form was opened."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("Cette page a été modifiée par quelqu’un d’autre depuis que vous l’avez ouverte.")
        self.current = current


class Versioned(models.Model):
    """A row edited through forms; `version` grows by one at each `save_version`."""

    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, expected: int | None = None) -> None:
        """Validate and save over version `expected` (the one read, by default).

        Raises StaleVersion when the stored version is another one, ValidationError when a field is wrong.
        """
        expected = self.version if expected is None else expected
        self.full_clean()
        claimed = type(self)._base_manager.filter(pk=self.pk, version=expected)
        if not claimed.update(version=expected + 1):
            raise StaleVersion(type(self)._base_manager.get(pk=self.pk))
        self.version = expected + 1
        self.save()
