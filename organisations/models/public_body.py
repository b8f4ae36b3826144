"""Public bodies and what became of them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from organisations.choices import PublicBodyKind, SuccessionExtent
from organisations.models.base import Fact, Tracked, precision_field
from organisations.models.organisation import Organisation


class PublicBody(Tracked):
    """The part of an organisation that makes it a public body: what kind it is."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="public_body"
    )
    kind = models.CharField(
        "kind of public body",
        max_length=32,
        choices=PublicBodyKind.choices,
        help_text="For example “council” or “NHS trust”.",
    )

    class Meta:
        verbose_name = "public body"
        verbose_name_plural = "public bodies"
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.organisation)


class Succession(Fact):
    """One public body followed by another organisation, wholly or in part, on a day."""

    predecessor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="successions",
        help_text="The body that ended or gave something up, for example a primary care trust.",
    )
    successor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="predecessions",
        help_text="The body that took over, for example a clinical commissioning group.",
    )
    happened_on = models.DateField("on", null=True, blank=True)
    happened_on_precision = precision_field("on")
    extent = models.CharField(
        "how much passed",
        max_length=8,
        choices=SuccessionExtent.choices,
        default=SuccessionExtent.WHOLE,
        help_text="“In part” where several bodies took over, or the first one went on.",
    )

    class Meta:
        verbose_name = "succession"
        verbose_name_plural = "successions"
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="%(app_label)s_%(class)s_not_itself",
                violation_error_message="A body cannot succeed itself.",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "happened_on"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This succession is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} followed by {self.successor}"

    def clean(self) -> None:
        """Refuse a body that succeeds itself."""
        super().clean()
        if self.predecessor_id and self.predecessor_id == self.successor_id:
            raise ValidationError(
                {"successor": ValidationError("A body cannot succeed itself.", code="itself")}
            )
