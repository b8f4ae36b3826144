"""Which organisations: chainable choices of rows that never look at the clock."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from organisations import roles

if TYPE_CHECKING:
    from organisations.models import User

MOST_WORDS = 40
"""Of a search; the longest name of the starter register has a dozen."""


class RecordQuerySet(models.QuerySet):
    """Rows of any model that `organisations.roles` knows."""

    def public(self) -> Self:
        """Keep what anybody may see: published, with everything it hangs on published too."""
        return self.filter(roles.public_condition(self.model))

    def visible_to(self, user: User) -> Self:
        """Keep what the account may see: all public rows, and drafts of its own bodies."""
        return self.filter(roles.visible_condition(self.model, user))

    def kept_by(self, user: User) -> Self:
        """Keep what the account may change."""
        return self.filter(roles.change_condition(self.model, user))


class OrganisationQuerySet(RecordQuerySet):
    """Organisations of all kinds."""

    def named_like(self, words: str) -> Self:
        """Keep organisations of which any name, or an identifier, contains all the words.

        Nothing has a name of more than `MOST_WORDS` different words, and no database takes a
        question of thousands.
        """
        wanted = list(dict.fromkeys(words.split()))
        if len(wanted) > MOST_WORDS:
            return self.none()
        found = self
        for word in wanted:
            found = found.filter(
                Q(name__icontains=word)
                | Q(pk__in=self._holders_of("names", name__icontains=word))
                | Q(pk__in=self._holders_of("identifiers", value__iexact=word))
            )
        return found

    def _holders_of(self, facts: str, **condition: str) -> models.QuerySet:
        """Choose the organisations with a fact: a subquery, for joins are few and repeat rows."""
        related = getattr(self.model, facts).rel.related_model
        return related.objects.filter(**condition).values("organisation")

    def existing_on(self, day: date) -> Self:
        """Keep organisations not yet dissolved and not known to be founded later."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=day)).filter(
            Q(founded_on=None) | Q(founded_on__lte=day)
        )

    def merged_away(self) -> Self:
        """Keep organisations that live on under another record."""
        return self.filter(merged_into__isnull=False)
