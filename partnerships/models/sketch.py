"""Sketches of deals: what somebody has put into the deal modeller and chosen to keep."""

from django.conf import settings
from django.db import models

from organisations.models import Tracked
from partnerships.models.competition import PartnerCompetition


class DealSketch(Tracked):
    """One saved state of the deal modeller; seen by its account, and by a competition's body."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deal_sketches"
    )
    competition = models.ForeignKey(
        PartnerCompetition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sketches",
        help_text="The competition that it was made for.",
    )
    title = models.CharField("title", max_length=120, help_text="For example “Two bids compared”.")
    query = models.TextField("what was entered", max_length=8000, help_text="As in its address.")

    class Meta:
        verbose_name = "sketch of a deal"
        verbose_name_plural = "sketches of deals"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title
