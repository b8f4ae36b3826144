"""Charts of supply chains and of ownership rules to draw in tests, with odd content."""

from datetime import date

from spinouts.dashboards.charts.chart import (
    AllowedBand,
    DayMark,
    Drawing,
    HeldAgainstLimits,
    HeldSpan,
    Series,
    TierFlow,
    TierFlows,
    TierPart,
)

SECTORS = ("public", "private", "social", "mutual", "hybrid", "not_recorded")
SERIES = tuple(Series(key) for key in SECTORS)
LONG = "The Joint Venture for Shared Services of the Twelve Councils of the Region Limited " * 2


def three_tiers(label: str = "Tier") -> TierFlows:
    """Return a chain of three tiers with a range, a limit missing and values not disclosed."""
    parts = (
        TierPart(0, "private", 9e6, 9e6),
        TierPart(0, "social", 1e6, 1e6),
        TierPart(1, "social", 2e6, 3e6, 2),
        TierPart(1, "public", 1e6, None),
        TierPart(1, "hybrid", None, None, 3),
        TierPart(2, "mutual", 20_000, 20_000),
        TierPart(2, "not_recorded", None, None, 1),
    )
    flows = (
        TierFlow(0, "private", "social", 1.8e6, 2.8e6, 2),
        TierFlow(0, "social", "social", 200_000, 200_000),
        TierFlow(0, "private", "public", 1e6, None),
        TierFlow(0, "private", "hybrid", None, None, 3),
        TierFlow(1, "social", "mutual", 20_000, 20_000),
        TierFlow(1, "hybrid", "not_recorded", None, None, 1),
        TierFlow(1, "mutual", "not_recorded", 5, 5),
    )
    labels = (f"{label} 0", f"{label} 1", f"{label} 2")
    return TierFlows(SERIES, labels, ("£10m", "£3m to £4m, 5 not disclosed", ""), parts, flows)


def undisclosed() -> TierFlows:
    """Return a chain of which no value is known."""
    parts = (TierPart(0, "private", None, None, 1), TierPart(1, "social", None, None, 4))
    flow = TierFlow(0, "private", "social", None, None, 4)
    return TierFlows(SERIES, ("Provider", "Passed on"), ("", "4 not disclosed"), parts, (flow,))


def all_sectors() -> TierFlows:
    """Return a chain in which every sector gives to every sector."""
    parts = tuple(TierPart(tier, key, 1e6, 1.5e6) for tier in (0, 1) for key in SECTORS)
    flows = tuple(TierFlow(0, one, other, 1e5, 2e5) for one in SECTORS for other in SECTORS)
    return TierFlows(SERIES, ("Providers", "Tier 1"), ("£6m to £9m", "£6m to £9m"), parts, flows)


def group_target(label: str = "Staff’s share") -> HeldAgainstLimits:
    """Return a share that falls out of its band, with two days marked."""
    return HeldAgainstLimits(
        held_label=label,
        spans=(
            HeldSpan(None, date(2004, 1, 1), None, None),
            HeldSpan(date(2004, 1, 1), date(2007, 1, 1), 50, 50, "met"),
            HeldSpan(date(2007, 1, 1), date(2010, 1, 1), 45, 55, "met"),
            HeldSpan(date(2010, 1, 1), date(2010, 2, 1), 100, 100),
            HeldSpan(date(2010, 2, 1), None, 24.3, 24.3, "breached"),
        ),
        bands=(AllowedBand(45, 55, None, None, f"Allowed: 45 to 55% ({label})"),),
        marks=(DayMark(date(2007, 1, 1), label), DayMark(date(2007, 2, 1), "joined again")),
        marks_label="Joined the group",
    )


TIER_DRAWINGS: dict[str, Drawing] = {
    "tiers-three": three_tiers(),
    "tiers-long": three_tiers(LONG),
    "tiers-undisclosed": undisclosed(),
    "tiers-all": all_sectors(),
    "limits-target": group_target(),
    "limits-long": group_target(LONG),
    "limits-range": HeldAgainstLimits(
        "Staff’s share",
        (HeldSpan(None, None, 75.1, 100),),
        (AllowedBand(25, 100, None, None, "x"),),
    ),
    "limits-cap": HeldAgainstLimits(
        "Prospects’ share",
        (HeldSpan(date(2013, 4, 1), None, 24.9, 24.9),),
        (AllowedBand(0, 25, None, None, "at most 25%"), AllowedBand(0, 10, None, None, "y")),
    ),
    "limits-nothing-held": HeldAgainstLimits(
        "Staff’s share",
        (HeldSpan(None, None, None, None),),
        (AllowedBand(50, 50, None, None, "x"),),
    ),
}

NO_TIERS: dict[str, Drawing] = {
    "no-flows": TierFlows((), (), (), (), ()),
    "no-limits": HeldAgainstLimits("Staff’s share", ()),
}
