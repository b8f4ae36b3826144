"""F5: sums of intervals, and counts of what is in them and of what stands beside them."""

from __future__ import annotations

import pandas as pd

LOW, HIGH = "value_low_pence", "value_high_pence"


def added(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add up values by keys.

    :param rows: keys; value_low_pence and value_high_pence, Int64, missing together where the
        value is not known, the high alone where it has no limit
    :return: one row per combination of keys, in their order: keys, value_low_pence (missing where
        no value is known), value_high_pence (missing too where one of the known ones has no limit)
    """
    is_unlimited = rows[LOW].notna() & rows[HIGH].isna()
    groups = rows.assign(is_unlimited=is_unlimited.to_numpy(bool)).groupby(keys, sort=True)
    sums = pd.DataFrame(
        {
            LOW: groups[LOW].sum(min_count=1).astype("Int64"),
            HIGH: groups[HIGH].sum(min_count=1).astype("Int64"),
        }
    )
    is_unlimited = groups["is_unlimited"].any().to_numpy(bool)
    return sums.assign(**{HIGH: sums[HIGH].mask(is_unlimited)}).reset_index()


def counted(rows: pd.DataFrame, keys: list[str], column: str, *, is_disclosed: bool) -> pd.Series:
    """Count the distinct values of a column by keys, where the value is disclosed or is not.

    :param rows: keys, the column, is_disclosed
    :return: index by keys; those without a row are not there
    """
    some = rows[rows["is_disclosed"].to_numpy(bool) == is_disclosed]
    return some.drop_duplicates([*keys, column]).groupby(keys, sort=True).size()


def table_of(
    rows: pd.DataFrame, keys: list[str], counts: dict[str, tuple[str, bool]]
) -> pd.DataFrame:
    """Give sums and counts by keys.

    :param rows: as for `added` and `counted`
    :param counts: name of a count to the column that it counts, and whether disclosed
    :return: keys, counts (0 where there is none), value_low_pence, value_high_pence
    """
    sums = added(rows, keys).set_index(keys)
    found = {
        name: counted(rows, keys, column, is_disclosed=is_disclosed)
        .reindex(sums.index, fill_value=0)
        .astype("int64")
        for name, (column, is_disclosed) in counts.items()
    }
    return sums.assign(**found)[[*counts, LOW, HIGH]].reset_index()
