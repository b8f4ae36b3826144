"""Which records rest on a source: every kind of fact, read by one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from organisations.models import (
    Evidence,
    Fact,
    Identifier,
    Organisation,
    OrganisationName,
    Profile,
    Source,
    Succession,
)
from partnerships.models import (
    Accession,
    Bid,
    Bidder,
    Contract,
    ContractChange,
    ContractParty,
    Contribution,
    Deal,
    Investment,
    JVPartner,
    OwnershipRule,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    ProgrammeTally,
    SocialPrime,
    Stake,
    SupplyLink,
)
from spinouts.models import (
    MembershipCount,
    Mutual,
    MutualTerms,
    SpinOut,
    SpinOutParent,
    StageEvent,
)

MOST_RECORDS = 100


@dataclass(frozen=True)
class Kind:
    """One kind of record that can rest on a source.

    :param model: of the record
    :param one, many: what it is called
    :param slug, name: lookups to the page that shows it
    :param page: what that page is about, as its address is named
    :param names: lookup to an organisation that the page names; one that the account may not see
        hides the record
    """

    model: type[Fact]
    one: str
    many: str
    slug: str = "organisation__slug"
    name: str = "organisation__name"
    page: str = "organisation"
    names: str = ""


ALLIANCE = "partnership"
CONTEST = ("slug", "title", "competition")
CAPITAL = "capital"
"""The page of all capital: a sum has no page of its own."""

KINDS = (
    Kind(Organisation, "the organisation itself", "the organisation itself", "slug", "name"),
    Kind(OrganisationName, "name", "names"),
    Kind(Identifier, "identifier", "identifiers"),
    Kind(Profile, "its sector and legal form", "its sector and legal form"),
    Kind(Succession, "succession", "successions", "predecessor__slug", "predecessor__name"),
    Kind(Stake, "stake", "stakes", "subject__slug", "subject__name"),
    Kind(SpinOut, "its spin-out", "its spin-out"),
    Kind(
        SpinOutParent,
        "parent",
        "parents",
        "spin_out__organisation__slug",
        "spin_out__organisation__name",
    ),
    Kind(
        StageEvent,
        "event",
        "events",
        "spin_out__organisation__slug",
        "spin_out__organisation__name",
    ),
    Kind(Mutual, "that it is a mutual", "that it is a mutual"),
    Kind(
        MutualTerms,
        "terms as a mutual",
        "terms as a mutual",
        "mutual__organisation__slug",
        "mutual__organisation__name",
    ),
    Kind(MembershipCount, "membership count", "membership counts"),
    Kind(Contract, "the contract itself", "the contract itself", "slug", "title", "contract"),
    Kind(ContractParty, "party", "parties", "contract__slug", "contract__title", "contract"),
    Kind(ContractChange, "change", "changes", "contract__slug", "contract__title", "contract"),
    Kind(
        SupplyLink, "supply link", "supply links", "contract__slug", "contract__title", "contract"
    ),
    Kind(OwnershipRule, "ownership rule", "ownership rules"),
    Kind(Accession, "accession", "accessions", "group__slug", "group__name"),
    Kind(JVPartner, "what it offers as a partner", "what it offers as a partner"),
    Kind(SocialPrime, "that it is a prime", "that it is a prime"),
    Kind(Contribution, "contribution", "contributions", "venture__slug", "venture__name"),
    Kind(Deal, "the deal itself", "the deal itself", "slug", "title", "deal", "partner"),
    Kind(Partnership, "the partnership itself", "the partnership itself", "slug", "name", ALLIANCE),
    Kind(
        PartnershipMember, "member", "members", "partnership__slug", "partnership__name", ALLIANCE
    ),
    Kind(
        ProgrammeTally,
        "published count",
        "published counts",
        "partnership__slug",
        "partnership__name",
        ALLIANCE,
    ),
    Kind(PartnerCompetition, "the competition itself", "the competition itself", *CONTEST),
    Kind(Bid, "bid", "bids", *(f"competition__{lookup}" for lookup in CONTEST[:2]), CONTEST[2]),
    Kind(
        Bidder,
        "bidder",
        "bidders",
        *(f"bid__competition__{lookup}" for lookup in CONTEST[:2]),
        CONTEST[2],
    ),
    Kind(Investment, "sum of capital", "sums of capital", "", "", CAPITAL),
)


@dataclass
class CitingPage:
    """One page of the register with what on it rests on the source.

    :param slug, name: of the organisation, contract …; empty for the page of all capital
    :param page: what it is about, as its address is named
    :param counts: kind (place in `KINDS`) to number of records
    """

    slug: str
    name: str
    page: str
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Citing:
    """The records that rest on a source.

    :param pages: grouped by the page that shows them, by name
    :param record_count: how many of them there are in all
    :param shown_count: how many of them are in `pages`
    """

    pages: list[CitingPage]
    record_count: int
    shown_count: int


def citing(source: Source, user) -> Citing:
    """Give the records that rest on a source and that the account may see: two queries."""
    content_types = ContentType.objects.get_for_models(*(kind.model for kind in KINDS))
    first, *others = (
        _rows(place, kind, source, user, content_types[kind.model])
        for place, kind in enumerate(KINDS)
    )
    rows = first.union(*others)
    shown = list(rows.order_by("page_name", "page_slug", "place", "pk")[: MOST_RECORDS + 1])
    count = len(shown) if len(shown) <= MOST_RECORDS else rows.count()
    shown = shown[:MOST_RECORDS]
    return Citing(_grouped(shown), count, len(shown))


def _rows(place: int, kind: Kind, source: Source, user, content_type: ContentType) -> QuerySet:
    """Choose the records of one kind, in the columns that all kinds share."""
    further = Evidence.objects.filter(source=source, content_type=content_type)
    rests = Q(source=source) | Q(pk__in=further.values("object_id"))
    chosen = kind.model.objects.visible_to(user).filter(rests).order_by()
    if kind.names:
        hidden = Q(**{f"{kind.names}__isnull": False})
        seen = Organisation.objects.visible_to(user).values("pk")
        chosen = chosen.filter(~hidden | Q(**{f"{kind.names}__in": seen}))
    slug, name = (
        Coalesce(F(lookup), Value(""), output_field=CharField())
        if lookup
        else Value("", output_field=CharField())
        for lookup in (kind.slug, kind.name)
    )
    return chosen.annotate(
        place=Value(str(place).zfill(2), output_field=CharField()), page_slug=slug, page_name=name
    ).values_list("place", "pk", "page_slug", "page_name")


def _grouped(rows: Iterable[tuple[str, int, str, str]]) -> list[CitingPage]:
    pages: dict[tuple[str, str], CitingPage] = {}
    for place_text, _, slug, name in rows:
        place = int(place_text)
        about = KINDS[place].page
        page = pages.setdefault((about, slug), CitingPage(slug, name, about))
        page.counts[place] = page.counts.get(place, 0) + 1
    return list(pages.values())
