"""Works that state facts, and the places in them."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from organisations.choices import SourceKind, Stance
from organisations.models.base import Tracked, precision_field


class Source(Tracked):
    """One work: an article, a report, a notice; however many places it can be read at."""

    slug = models.SlugField(
        "short name", max_length=80, unique=True, help_text="Used in its address: “lga-explore”."
    )
    title = models.CharField(
        "title",
        max_length=300,
        help_text="As the work gives it, for example “Annual report 2014/15”.",
    )
    publisher = models.CharField(
        "publisher",
        max_length=200,
        blank=True,
        help_text="For example “Department of Health” or “HSJ”.",
    )
    author = models.CharField(
        "author", max_length=200, blank=True, help_text="Only authors of works are named here."
    )
    author_interest = models.CharField(
        "author's interest",
        max_length=200,
        blank=True,
        help_text="What ties the author to the subject: “advises the council”, say.",
    )
    kind = models.CharField(
        "kind",
        max_length=12,
        choices=SourceKind.choices,
        default=SourceKind.PAGE,
        help_text="For example a report, a web page or a procurement notice.",
    )
    url = models.CharField(
        "address",
        max_length=600,
        blank=True,
        help_text="Web address, for example https://www.gov.uk/…; leave empty if it is not online.",
    )
    published_on = models.DateField("published on", null=True, blank=True)
    published_on_precision = precision_field("published on")
    accessed_on = models.DateField(
        "read on",
        null=True,
        blank=True,
        help_text="The day on which you read it.",
    )
    licence = models.CharField(
        "licence",
        max_length=120,
        blank=True,
        help_text="For example “Open Government Licence v3.0”.",
    )
    note = models.TextField(
        "note",
        blank=True,
        help_text="Anything that helps to find or to judge the work.",
    )
    register_id = models.CharField(
        "starter row", max_length=60, null=True, blank=True, unique=True, editable=False
    )

    class Meta:
        verbose_name = "source"
        verbose_name_plural = "sources"
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def get_absolute_url(self) -> str:
        """Give the address of its public page."""
        return reverse("spinouts:source-detail", args=[self.slug])

    @property
    def is_on_the_web(self) -> bool:
        """Tell whether its address can be followed."""
        return self.url.startswith(("https://", "http://"))


class SourceLocation(Tracked):
    """A further place at which one work can be read."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="locations")
    url = models.CharField(
        "address",
        max_length=600,
        help_text="Another place where the same work can be read: an archived copy, say.",
    )
    note = models.CharField(
        "note",
        max_length=200,
        blank=True,
        help_text="For example “archived copy”.",
    )

    class Meta:
        verbose_name = "further location"
        verbose_name_plural = "further locations"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "url"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message="This source already has that address.",
            )
        ]

    def __str__(self) -> str:
        return self.url


class Evidence(Tracked):
    """What one source says of one record, beside the record's main source."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="evidence",
        help_text="The work that says it. Type part of the title or publisher.",
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    stance = models.CharField(
        "stance",
        max_length=10,
        choices=Stance.choices,
        default=Stance.SUPPORTS,
        help_text="Does this source support the record or dispute it?",
    )
    location = models.CharField(
        "page or line",
        max_length=120,
        blank=True,
        help_text="Where in the source: “p. 14”.",
    )
    quote = models.CharField(
        "short quote",
        max_length=300,
        blank=True,
        help_text="At most 15 words of the source that show it.",
    )
    note = models.TextField(
        "note",
        blank=True,
        help_text="What a reader should know about it.",
    )
    register_id = models.CharField(
        "starter row", max_length=60, null=True, blank=True, unique=True, editable=False
    )

    class Meta:
        verbose_name = "piece of evidence"
        verbose_name_plural = "evidence"
        ordering = ["id"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.source} {self.get_stance_display()} this"
