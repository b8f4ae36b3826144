"""Records that remember what is stored of them, for rules about how they may change."""

from typing import Any

from django.db import models


class Remembering(models.Model):
    """A record whose `stored` holds the columns named in `REMEMBERED` as the database has them.

    `stored` is empty while the record is new.
    """

    REMEMBERED: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.stored: dict[str, Any] = {}

    def _remember(self) -> None:
        here = self.__dict__
        self.stored = {name: here[name] for name in self.REMEMBERED if name in here}

    @classmethod
    def from_db(cls, db: str, field_names: list[str], values: list) -> models.Model:
        """Load a record and remember its columns."""
        record = super().from_db(db, field_names, values)
        record._remember()
        return record

    def refresh_from_db(self, *arguments: Any, **options: Any) -> None:
        """Load the record again and remember its columns."""
        super().refresh_from_db(*arguments, **options)
        self._remember()

    def save(self, *arguments: Any, **options: Any) -> None:
        """Store the record and remember its columns."""
        super().save(*arguments, **options)
        self._remember()
