"""How spin-outs stand, by the year of their launch."""

from __future__ import annotations

from datetime import date

import pandas as pd

from spinouts.choices import Structure

NOT_RECORDED = "not_recorded"
STRUCTURES = (*(code for code in Structure.values if code), NOT_RECORDED)
STRUCTURE_COLUMNS = ["year", "structure", "spin_out_count"]


def structures_by_launch_year(spin_outs: pd.DataFrame, day: date) -> pd.DataFrame:
    """Count spin-outs by the year of their first launch and by their structure.

    :param spin_outs: see `spinouts.frames.spin_outs_frame`; those without a dated launch, or
        launched after the day, are passed over
    :return: year, structure (one of `STRUCTURES`), spin_out_count above 0; by year, then in the
        order of `STRUCTURES`
    """
    launched = launched_by(spin_outs, day)
    rows = pd.DataFrame(
        {
            "year": [launch.year for launch in launched["launched_on"]],
            "structure": [code or NOT_RECORDED for code in launched["structure"]],
        }
    )
    counts = rows.value_counts(sort=False).rename("spin_out_count").reset_index()
    order = counts["structure"].map({code: place for place, code in enumerate(STRUCTURES)})
    ordered = counts.assign(order=order).sort_values(["year", "order"], ignore_index=True)
    return ordered[STRUCTURE_COLUMNS].astype({"spin_out_count": "int64"})


def launched_by(spin_outs: pd.DataFrame, day: date) -> pd.DataFrame:
    """Keep spin-outs that were launched by a day.

    :param spin_outs: see `spinouts.frames.spin_outs_frame`
    """
    is_launched = [launch is not None and launch <= day for launch in spin_outs["launched_on"]]
    return spin_outs[pd.Series(is_launched, index=spin_outs.index, dtype=bool)]
