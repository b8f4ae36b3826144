"""Primes, and what each test of a social prime asks for."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from organisations.admin import EvidenceRows, RecordAdmin
from organisations.admin.queues import WorkQueueFilter
from organisations.measured_fields import middle_of
from partnerships.admin.naming import NamingAdmin
from partnerships.choices import PrimeTest
from partnerships.forms import PrimeThresholdForm
from partnerships.models import PrimeThreshold, SocialPrime


class PrimeQueueFilter(WorkQueueFilter):
    """Primes that something is missing from."""

    queues = {
        "no-mission": ("no shared mission", lambda _, rows: rows.filter(mission="")),
        "no-income": (
            "income from trade not known",
            lambda _, rows: rows.exclude(trading_income_disclosure="known"),
        ),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
    }


@admin.register(SocialPrime)
class SocialPrimeAdmin(NamingAdmin):
    """Organisations that lead a chain of others: their type, mission and income."""

    inlines = (EvidenceRows,)
    list_display = ("organisation", "prime_type", "adopted_on", "income_shown", "source")
    list_filter = (PrimeQueueFilter, "prime_type")
    list_select_related = ("organisation", "source")
    own_words = ("mission",)
    search_help_text = "Any name of the prime, or words of its mission"
    naming_keys = {"organisation": ""}
    autocomplete_fields = ("organisation", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "organisation",
                    ("prime_type", "trading_income"),
                    "mission",
                    "adopted_on",
                )
            },
        ),
        ("Who says so", {"fields": (("source", "location"), "quote", "note")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: SocialPrime | None = None) -> tuple:
        """Keep the part with the organisation for which it was entered."""
        return () if obj is None else ("organisation",)

    def organisation_ids_of(self, record: SocialPrime) -> set[int]:
        """Hold the organisation."""
        return {record.organisation_id}

    @admin.display(description="income from trade", ordering=middle_of("trading_income"))
    def income_shown(self, prime: SocialPrime) -> str:
        """Print the share of its income as people write it."""
        return "" if prime.trading_income is None else str(prime.trading_income)


@admin.register(PrimeThreshold)
class PrimeThresholdAdmin(RecordAdmin):
    """What each of the five tests asks for; every page of primes follows at once."""

    form = PrimeThresholdForm
    list_display = ("test", "asked_shown", "definition")
    search_fields = ("definition",)
    fieldsets = ((None, {"fields": ("test", "definition", ("lowest", "highest"))}),)

    def get_readonly_fields(self, request: HttpRequest, obj: PrimeThreshold | None = None) -> tuple:
        """Keep the test: its figures and its words belong together."""
        return () if obj is None else ("test",)

    @admin.display(description="asks for", ordering="lowest")
    def asked_shown(self, threshold: PrimeThreshold) -> str:
        """Print what the test asks for with its unit."""
        if threshold.test == PrimeTest.MAJOR:
            return f"at least £{threshold.lowest:,}"
        if threshold.highest is None:
            return f"at least {threshold.lowest}%"
        return f"{threshold.lowest}% to {threshold.highest}%"
