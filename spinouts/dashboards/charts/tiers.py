"""Drawing of value on its way down the tiers of a supply chain, by sector."""

from dataclasses import dataclass

from spinouts.dashboards.charts.amounts import Scale, Series


@dataclass(frozen=True)
class TierPart:
    """What reached one sector in one tier.

    :param tier: from 0, the providers
    :param series_key: the sector
    :param low: smallest possible amount; None = nothing of it is known
    :param high: largest possible amount; None with a known low = no upper limit known
    :param undisclosed_count: links or contracts beside it without a known value
    """

    tier: int
    series_key: str
    low: float | None
    high: float | None
    undisclosed_count: int = 0


@dataclass(frozen=True)
class TierFlow:
    """What went from one sector in one tier to one sector in the next.

    :param giver_tier: the receiver's is the next
    :param giver_key: sector of who gives
    :param receiver_key: sector of who receives
    :param low: smallest possible amount; None = nothing of it is known
    :param high: largest possible amount; None with a known low = no upper limit known
    :param undisclosed_count: links beside it without a known value
    """

    giver_tier: int
    giver_key: str
    receiver_key: str
    low: float | None
    high: float | None
    undisclosed_count: int = 0


@dataclass(frozen=True)
class TierFlows:
    """Tiers from top to bottom, each a row of sectors, joined by what flows between them.

    :param series: in drawing order, left first
    :param tier_labels: words of each tier
    :param tier_notes: smaller words of each tier: its sum, and what is not disclosed
    :param parts: at most one for each tier and series
    :param flows: between neighbouring tiers; those between parts that are not there are left out
    :param scale: what the amounts are
    """

    series: tuple[Series, ...]
    tier_labels: tuple[str, ...]
    tier_notes: tuple[str, ...]
    parts: tuple[TierPart, ...]
    flows: tuple[TierFlow, ...]
    scale: Scale = "pounds"

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is passed on."""
        return not self.flows
