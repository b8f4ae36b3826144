"""F11: how often bidders of each sector win."""

from __future__ import annotations

import pandas as pd

from partnerships.sector_timelines import NOT_RECORDED

WON, LOST, WITHDRAWN, OPEN = OUTCOMES = ("won", "lost", "withdrawn", "open")
DECIMALS = 4


def win_rates(bids: pd.DataFrame) -> pd.DataFrame:
    """Give the win rate of bidders by sector: won ÷ decided, withdrawn apart (F11).

    :param bids: one row per bid: bid_id, sector (of the bidder, for a consortium of its lead;
        empty or missing: not recorded), outcome (won, lost, withdrawn, or open: not decided, a
        preferred bidder's too)
    :return: one row per sector, by name: sector, won_count, lost_count, withdrawn_count,
        open_count, decided_count (won + lost), percent 0-100 (of the decided; missing if none is)
    :raises ValueError: for another outcome
    """
    outcomes = bids["outcome"].astype(object)
    if not outcomes.isin(OUTCOMES).all():
        raise ValueError(f"outcome other than {', '.join(OUTCOMES)}")
    sectors = (
        bids["sector"].astype(object).where(bids["sector"].notna(), "").replace("", NOT_RECORDED)
    )
    counts = pd.crosstab(sectors.rename("sector"), outcomes).reindex(
        columns=list(OUTCOMES), fill_value=0
    )
    counts = counts.astype("int64").sort_index()
    decided = counts[WON] + counts[LOST]
    percent = (100 * counts[WON] / decided.where(decided > 0)).round(DECIMALS)
    counts.columns = [f"{outcome}_count" for outcome in OUTCOMES]
    return (
        counts.assign(decided_count=decided, percent=percent.astype(float))
        .rename_axis(index="sector")
        .reset_index()
    )
