"""Organisations: what they are called, identified by, and were on each day."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisations import rules
from organisations.choices import (
    NameKind,
    OrganisationKind,
    OrganisationStatus,
    RecordState,
    Region,
    Sector,
    ShareCapital,
)
from organisations.models.base import Fact, precision_field
from organisations.models.vocabulary import LegalForm, OperatingModel
from organisations.querysets import OrganisationQuerySet


class Organisation(Fact):
    """One legal entity or public body, planned, active or gone."""

    name = models.CharField(
        "name",
        max_length=200,
        help_text="As registered today, for example “MyCSP Ltd”. Other names go below.",
    )
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="The last part of the page's address, for example “mycsp”. It should not change.",
    )
    kind = models.CharField(
        "part it plays",
        max_length=16,
        choices=OrganisationKind.choices,
        default=OrganisationKind.OTHER,
        help_text="The first that fits, for example “spin-out” or “public body”.",
    )
    description = models.TextField(
        "description", blank=True, help_text="One or two plain sentences: what it does, for whom."
    )
    website = models.URLField(
        "website",
        blank=True,
        help_text="For example https://www.locala.org.uk.",
    )
    region = models.CharField(
        "region",
        max_length=20,
        choices=Region.choices,
        default=Region.UNKNOWN,
        help_text="Where it works: one region, or “England” or “United Kingdom” if more than one.",
    )
    local_authority = models.CharField(
        "local authority",
        max_length=200,
        blank=True,
        help_text="The council area it works from, for example “Salford”.",
    )
    local_authority_code = models.CharField(
        "local authority code",
        max_length=9,
        blank=True,
        help_text="The GSS code, for example E08000006.",
    )
    country = models.CharField(
        "country",
        max_length=2,
        blank=True,
        default="GB",
        help_text="Two letters, for example GB or FR. Empty if it is not known.",
    )
    founded_on = models.DateField("founded on", null=True, blank=True)
    founded_on_precision = precision_field("founded on")
    dissolved_on = models.DateField(
        "dissolved on",
        null=True,
        blank=True,
        help_text="The first day on which it no longer existed.",
    )
    dissolved_on_precision = precision_field("dissolved on")
    exited_on = models.DateField(
        "exit of its spin-out", null=True, blank=True, editable=False, db_index=True
    )
    status = models.CharField(
        "status",
        max_length=10,
        choices=OrganisationStatus.choices,
        default=OrganisationStatus.ACTIVE,
        help_text="As last seen; “planned” for what has not been founded yet.",
    )
    state = models.CharField(
        "record state",
        max_length=10,
        choices=RecordState.choices,
        default=RecordState.DRAFT,
        db_index=True,
        help_text="Drafts and hidden records are seen by your own body and by curators only.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(founded_on=None)
                | Q(dissolved_on=None)
                | Q(dissolved_on__gte=F("founded_on")),
                name="%(app_label)s_%(class)s_founded_before_dissolved",
                violation_error_message="An organisation cannot be dissolved before it is founded.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(source__isnull=False),
                name="%(app_label)s_%(class)s_published_has_source",
                violation_error_message="A published organisation needs a source.",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"]), models.Index(fields=["kind", "state"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its public page."""
        return reverse("spinouts:organisation-detail", args=[self.slug])

    def clean(self) -> None:
        """Check the rules that need several fields."""
        super().clean()
        rules.check_founded_before_dissolved(self.founded_on, self.dissolved_on)
        rules.check_has_source(self.source_id, self.state, "organisation")


class OrganisationName(Fact):
    """One further name of an organisation, over the time it was used."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(
        "name",
        max_length=200,
        db_index=True,
        help_text="As it was written, for example “Kirklees Community Healthcare”.",
    )
    kind = models.CharField(
        "kind of name",
        max_length=12,
        choices=NameKind.choices,
        default=NameKind.TRADING,
        help_text="Former, trading, announced … or an abbreviation.",
    )
    valid_from = models.DateField("from", null=True, blank=True)
    valid_from_precision = precision_field("from")
    valid_to = models.DateField(
        "until", null=True, blank=True, help_text="The first day on which it was no longer used."
    )
    valid_to_precision = precision_field("until")

    class Meta:
        verbose_name = "further name"
        verbose_name_plural = "further names"
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "kind"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This organisation already has that name.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_forwards",
                violation_error_message="The name's period ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check the period."""
        super().clean()
        rules.check_period(self.valid_from, self.valid_to)


class Identifier(Fact):
    """One number or code under which a public list knows an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(
        "list",
        max_length=14,
        choices=rules.SCHEME_CHOICES,
        help_text="Who gave the number, for example Companies House.",
    )
    value = models.CharField(
        "identifier",
        max_length=40,
        help_text="As the list writes it, for example 07640786 at Companies House.",
    )

    class Meta:
        verbose_name = "identifier"
        verbose_name_plural = "identifiers"
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="%(app_label)s_%(class)s_unique",
                violation_error_message="Another organisation already has this identifier.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"

    def clean(self) -> None:
        """Write the identifier as its list does, and check its format."""
        super().clean()
        self.value = rules.normalised_identifier(self.scheme, self.value)
        rules.check_identifier(self.scheme, self.value)


class Profile(Fact):
    """What an organisation was over one period: sector, legal form, operating model, shares."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="profiles"
    )
    valid_from = models.DateField(
        "from", null=True, blank=True, help_text="Leave empty for “since before our records”."
    )
    valid_from_precision = precision_field("from")
    valid_to = models.DateField(
        "until",
        null=True,
        blank=True,
        help_text="The first day on which this no longer held. Leave empty for “still”.",
    )
    valid_to_precision = precision_field("until")
    sector = models.CharField(
        "sector",
        max_length=8,
        choices=Sector.choices,
        blank=True,
        help_text="Public, private, social (voluntary, community, social enterprise), "
        "mutual or hybrid.",
    )
    legal_form = models.ForeignKey(
        LegalForm,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="profiles",
        help_text="For example “community interest company”. Type part of it.",
    )
    operating_model = models.ForeignKey(
        OperatingModel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="profiles",
        help_text="For example “mutual” or “joint venture”. Type part of it.",
    )
    share_capital = models.CharField(
        "share capital",
        max_length=8,
        choices=ShareCapital.choices,
        default=ShareCapital.UNKNOWN,
        help_text="A company limited by guarantee or a society may have no shareholders at all.",
    )

    is_checked_with_others = False
    """Set by a form that checks all profiles of one organisation at once, as they will stand."""

    class Meta:
        verbose_name = "profile"
        verbose_name_plural = "profiles"
        ordering = ["organisation", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_forwards",
                violation_error_message="The profile's period ends before it begins.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "valid_from"],
                name="%(app_label)s_%(class)s_one_per_start",
                violation_error_message="Two profiles of an organisation begin on the same day.",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(valid_from=None),
                name="%(app_label)s_%(class)s_one_first",
                violation_error_message="Two profiles of an organisation have no beginning.",
            ),
        ]

    def __str__(self) -> str:
        form = self.legal_form or "form not known"
        return f"{self.get_sector_display() or 'sector not known'}, {form}"

    def clean(self) -> None:
        """Check the period by itself and against the organisation's other profiles."""
        super().clean()
        rules.check_period(self.valid_from, self.valid_to)
        if self.organisation_id is None or self.is_checked_with_others:
            return
        others = type(self).objects.filter(organisation_id=self.organisation_id)
        periods = list(others.exclude(pk=self.pk).values_list("valid_from", "valid_to"))
        rules.check_profiles_do_not_overlap([*periods, (self.valid_from, self.valid_to)])
