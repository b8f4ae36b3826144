"""How spin-outs stand, by the year of their launch."""

import random
from collections import Counter
from datetime import date

import pandas as pd
import pytest

from spinouts.frames import SPIN_OUT_COLUMNS
from spinouts.launch_structures import STRUCTURES, launched_by, structures_by_launch_year

DAY = date(2014, 6, 30)


def spin_outs(*pairs):
    """Make a spin-outs frame of (launch, structure) pairs."""
    rows = [
        dict.fromkeys(SPIN_OUT_COLUMNS)
        | {"organisation_id": number, "launched_on": launch, "structure": structure}
        for number, (launch, structure) in enumerate(pairs, 1)
    ]
    return pd.DataFrame(rows, columns=SPIN_OUT_COLUMNS, dtype=object)


def counts_of(frame, day=DAY):
    return list(structures_by_launch_year(frame, day).itertuples(index=False, name=None))


def test_structures_are_counted_by_year_in_their_order():
    frame = spin_outs(
        (date(2012, 1, 1), "joint_venture"),
        (date(2012, 5, 1), "standalone"),
        (date(2011, 5, 1), "group"),
        (date(2012, 7, 1), "standalone"),
    )

    assert counts_of(frame) == [
        (2011, "group", 1),
        (2012, "standalone", 2),
        (2012, "joint_venture", 1),
    ]


def test_structures_that_are_not_recorded_are_counted():
    assert counts_of(spin_outs((date(2012, 1, 1), ""))) == [(2012, "not_recorded", 1)]


def test_launches_after_the_day_or_without_one_are_passed_over():
    frame = spin_outs((date(2014, 7, 1), "group"), (None, "group"), (DAY, "group"))

    assert counts_of(frame) == [(2014, "group", 1)]
    assert list(launched_by(frame, DAY)["organisation_id"]) == [3]


def test_structures_of_nothing_have_their_columns():
    empty = structures_by_launch_year(spin_outs(), DAY)

    assert list(empty.columns) == ["year", "structure", "spin_out_count"]
    assert empty.empty


@pytest.mark.parametrize("seed", range(50))
def test_structures_agree_with_a_plain_count(seed):
    draw = random.Random(seed)
    pairs = [
        (
            draw.choice([None, date(draw.randrange(2008, 2018), draw.randrange(1, 13), 1)]),
            draw.choice(["", *STRUCTURES[:-1]]),
        )
        for _ in range(60)
    ]

    plain = Counter(
        (launch.year, structure or "not_recorded")
        for launch, structure in pairs
        if launch and launch <= DAY
    )

    assert {(year, code): count for year, code, count in counts_of(spin_outs(*pairs))} == plain
