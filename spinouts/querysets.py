"""Which spin-outs and events: chainable choices of rows that never look at the clock."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Min, Q

from organisations.querysets import RecordQuerySet
from spinouts.choices import StageKind

LAUNCHED = "launched"


class SpinOutQuerySet(RecordQuerySet):
    """Spin-outs and the contrast cases beside them."""

    def counted(self) -> Self:
        """Keep spin-outs that counts mean by default: no contrast cases."""
        return self.filter(is_contrast=False)

    def with_launch(self) -> Self:
        """Annotate `launched_on`: the first launch that is dated, else None."""
        return self.annotate(
            launched_on=Min(
                "stage_events__happened_on", filter=Q(stage_events__stage__slug=LAUNCHED)
            )
        )

    def launched_by(self, day: date) -> Self:
        """Keep spin-outs launched on or before the day."""
        return self.with_launch().filter(launched_on__lte=day)

    def standing_on(self, day: date) -> Self:
        """Keep spin-outs that had neither exited nor been dissolved by the day."""
        return self.filter(
            Q(organisation__exited_on=None) | Q(organisation__exited_on__gt=day)
        ).filter(Q(organisation__dissolved_on=None) | Q(organisation__dissolved_on__gt=day))

    def parented_by(self, body_id: int) -> Self:
        """Keep spin-outs that left the public body."""
        return self.filter(parents__body=body_id).distinct()


class StageEventQuerySet(RecordQuerySet):
    """Events on the journey."""

    def exits(self) -> Self:
        """Keep events by which a spin-out stopped being one."""
        return self.filter(stage__kind=StageKind.EXIT)

    def launches(self) -> Self:
        """Keep launches."""
        return self.filter(stage__slug=LAUNCHED)
