"""Accounts, and the public bodies whose records an officer keeps."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from simple_history.models import HistoricalRecords

from organisations.choices import Role
from organisations.models.base import Tracked
from organisations.models.organisation import Organisation


class User(AbstractUser):
    """One account: what it may do is decided in `organisations.roles`."""

    role = models.CharField(
        "role",
        max_length=12,
        choices=Role.choices,
        default=Role.RESEARCHER,
        help_text="Officers also need the public bodies whose records they keep.",
    )

    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta(AbstractUser.Meta):
        verbose_name = "account"
        verbose_name_plural = "accounts"

    def save(self, *arguments, **options) -> None:
        """Let everybody who keeps records into the admin, and nobody else."""
        self.is_staff = self.is_superuser or self.role in {Role.OFFICER, Role.CURATOR}
        super().save(*arguments, **options)


class OfficerTie(Tracked):
    """One public body whose records an officer keeps; succession carries it on."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="ties")
    body = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="officer_ties",
        limit_choices_to={"public_body__isnull": False},
        verbose_name="public body",
        help_text="The officer keeps its records and those of the spin-outs that it parents.",
    )

    class Meta:
        verbose_name = "public body of the officer"
        verbose_name_plural = "public bodies of the officer"
        ordering = ["body__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="The officer already keeps this body's records.",
            )
        ]

    def __str__(self) -> str:
        return str(self.body)
