"""Sums of capital: by instrument, investor, year and the investor's sector."""

from __future__ import annotations

import pandas as pd

from partnerships.capital.capital import COUNTED, WITHOUT_AMOUNT
from partnerships.supply.sums import added

VALUES = ["value_low_pence", "value_high_pence"]
CALLED = ["called_low_pence", "called_high_pence"]
COUNTS = ["investment_count", "not_known_count"]
NO_YEAR = 0


def by_instrument(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up capital by its form; a guarantee counts with what it still covers.

    :param rows: of `capital_rows`
    :return: one row per instrument with a row in the sums or of no known amount, by its code:
        instrument, is_guarantee, investment_count (in the sum), not_known_count (amount withheld
        or not known, beside it), value_low_pence (missing where no amount is known),
        value_high_pence (missing too where one has no upper limit), is_about, called_low_pence,
        called_high_pence (of guarantees; missing where no call is known)
    """
    chosen = _main(rows)
    called = added(chosen.assign(**_called_as_values(chosen)), ["instrument"]).set_index(
        "instrument"
    )
    table = _sums(chosen, ["instrument"])
    return table.assign(
        is_guarantee=(table["instrument"] == "guarantee").to_numpy(bool),
        **{
            name: table["instrument"].map(called[value]).astype("Int64")
            for name, value in zip(CALLED, VALUES, strict=True)
        },
    )[["instrument", "is_guarantee", *COUNTS, *VALUES, "is_about", *CALLED]]


def _called_as_values(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Let what was called of counted guarantees stand where sums look for values."""
    is_counted = rows["is_guarantee"] & (rows["status"] == COUNTED)
    return {value: rows[name].where(is_counted) for name, value in zip(CALLED, VALUES, strict=True)}


def by_sector(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up money by the investor's sector; guarantees are no money given.

    :param rows: of `capital_rows`
    :return: sector, then counts, values and is_about as in `by_instrument`
    """
    return _sums(_money(rows), ["sector"])


def by_year_and_sector(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up money by calendar year and the investor's sector.

    :param rows: of `capital_rows`
    :return: year (Int64, missing in the last rows: agreed on a day that is not known), sector,
        then counts, values and is_about as in `by_instrument`
    """
    dated = _money(rows)
    table = _sums(dated.assign(year=dated["year"].fillna(NO_YEAR)), ["year", "sector"])
    years = table["year"].astype("Int64").mask(table["year"] == NO_YEAR)
    return table.assign(year=years).sort_values(
        ["year", "sector"], na_position="last", kind="stable", ignore_index=True
    )


def by_investor(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up money by who gave it, the largest first by the middle of the sum.

    :param rows: of `capital_rows`
    :return: investor_key, investor_slug (empty without a public record), investor_name, sector
        (when the latest was agreed), then counts, values and is_about as in `by_instrument`
    """
    money = _money(rows)
    latest = money.sort_values("agreed_on", kind="stable", na_position="first", key=_dates)
    named = latest.drop_duplicates("investor_key", keep="last").set_index("investor_key")
    table = _sums(money, ["investor_key"])
    for place, name in enumerate(("investor_slug", "investor_name", "sector"), 1):
        table.insert(place, name, table["investor_key"].map(named[name]).astype(object))
    low, high = (table[name] for name in VALUES)
    order = table.assign(middle=low + high.fillna(low))
    order = order.sort_values(
        ["middle", "investor_name"], ascending=[False, True], na_position="last", kind="stable"
    )
    return order.drop(columns="middle").reset_index(drop=True)


def _dates(column: pd.Series) -> pd.Series:
    """Give days as numbers, so that None can be sorted."""
    return pd.Series(
        [float("nan") if pd.isna(day) else day.toordinal() for day in column], index=column.index
    )


def total(rows: pd.DataFrame, *, of_guarantees: bool = False) -> pd.Series:
    """Add up all money, or what all guarantees still cover.

    :param rows: of `capital_rows`
    :return: counts, values (missing where no amount is known) and is_about as in `by_instrument`
    """
    chosen = _main(rows)
    chosen = chosen[chosen["is_guarantee"] == of_guarantees]
    table = _sums(chosen.assign(all=True), ["all"]).drop(columns="all")
    if table.empty:
        none = dict.fromkeys(COUNTS, 0) | dict.fromkeys(VALUES, pd.NA) | {"is_about": False}
        return pd.Series(none, dtype=object)
    return table.astype(object).iloc[0]


def not_counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Count what is in no sum, by the reason, and what is in sums but in no year.

    :param rows: of `capital_rows`
    :return: reason (a status other than *counted*, or *undated*: in sums, money, of no known
        year), investment_count above 0; never a sum, for these figures cannot be added up
    """
    statuses = rows.loc[rows["status"] != COUNTED, "status"]
    undated = _money(rows)
    undated_count = int(((undated["status"] == COUNTED) & undated["year"].isna()).sum())
    counts = statuses.value_counts(sort=False).sort_index()
    pairs = [(reason, int(count)) for reason, count in counts.items()]
    if undated_count:
        pairs.append(("undated", undated_count))
    return pd.DataFrame(pairs, columns=["reason", "investment_count"])


def _main(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep what is in sums, and what would be if its amount were known."""
    return rows[rows["status"].isin([COUNTED, *WITHOUT_AMOUNT])]


def _money(rows: pd.DataFrame) -> pd.DataFrame:
    chosen = _main(rows)
    return chosen[~chosen["is_guarantee"].astype(bool)]


def _sums(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Give counts, values and whether a value is about so much, by keys in their order."""
    is_counted = (rows["status"] == COUNTED).to_numpy(bool)
    counted = rows.assign(
        investment_count=is_counted.astype("int64"),
        not_known_count=(~is_counted).astype("int64"),
        is_about=rows["is_about"].to_numpy(bool) & is_counted,
    )
    counts = counted.groupby(keys, sort=True, as_index=False).agg(
        investment_count=("investment_count", "sum"),
        not_known_count=("not_known_count", "sum"),
        is_about=("is_about", "any"),
    )
    values = added(counted, keys)
    merged = counts.merge(values, on=keys, how="left", sort=False)
    return merged[[*keys, *COUNTS, *VALUES, "is_about"]]
