"""F2: what reaches final holders through every chain of equity."""

import datetime

import pytest

from partnerships import ownership
from partnerships.ownership import flow
from tests import alternatives
from tests.registers import (
    RandomRegister,
    holding,
    holdings_frame,
    organisation,
    organisations_frame,
    sector,
    sectors_frame,
)

DAY = datetime.date(2015, 3, 31)
NOTHING = (0.0, 0.0)
TAKEOVER = datetime.date(2017, 11, 1)
THREE_BM, PROSPECTS, SHAW_TRUST = 1, 2, 3


def organisations_of(*ids, public=()):
    return organisations_frame([organisation(n, is_public_body=n in public) for n in ids])


def look_through(*rows, sectors=(), public=(), day=DAY, subject_id=1, only=None):
    split = ownership.look_through_on(
        holdings_frame(rows),
        sectors_frame(sectors),
        organisations_of(*range(1, 10), public=public),
        day,
        only,
    )
    rows = split[split["subject_id"] == subject_id]
    return {
        category: (low, high)
        for category, low, high in zip(
            rows["category"], rows["percent_low"], rows["percent_high"], strict=True
        )
    }


def three_bm(prospects_percent):
    return [
        holding(THREE_BM, "employees", 75.1),
        holding(THREE_BM, PROSPECTS, 24.9),
        holding(PROSPECTS, "employees", prospects_percent, to=TAKEOVER),
        holding(PROSPECTS, SHAW_TRUST, 100, since=TAKEOVER),
    ]


THREE_BM_SECTORS = [
    sector(THREE_BM, "mutual"),
    sector(PROSPECTS, "mutual"),
    sector(SHAW_TRUST, "social"),
]
LOOP = [
    holding(1, "employees", 60),
    holding(1, 2, 40),
    holding(2, 1, 50),
    holding(2, ("Firm", "private"), 50),
]


def test_chain_before_the_takeover_is_all_staff():
    split = look_through(*three_bm(100), sectors=THREE_BM_SECTORS, day=datetime.date(2017, 10, 31))

    assert split == {"employees": (100, 100)}


def test_chain_after_the_takeover_has_changed_without_an_event_of_its_own():
    split = look_through(*three_bm(100), sectors=THREE_BM_SECTORS, day=TAKEOVER)

    assert split == {"employees": (75.1, 75.1), "social": (24.9, 24.9)}


def test_chain_with_an_unknown_share_gives_a_range():
    split = look_through(*three_bm(None), sectors=THREE_BM_SECTORS)

    assert split == {"employees": (75.1, 100), "not_recorded": (0, 24.9)}


def test_loop_shares_out_the_whole():
    assert look_through(*LOOP) == {"employees": (75, 75), "private": (25, 25)}


def test_loop_seen_from_its_other_member():
    assert look_through(*LOOP, subject_id=2) == {"employees": (37.5, 37.5), "private": (62.5, 62.5)}


def test_named_subjects_alone_are_given():
    assert look_through(*LOOP, only=[2]) == {}
    assert look_through(*LOOP, only=[2], subject_id=2)["private"] == (62.5, 62.5)


def test_closed_group_is_circular():
    rows = [
        holding(1, "employees", 30),
        holding(1, 2, 70),
        holding(2, 3, 100),
        holding(3, 2, 100),
    ]

    assert look_through(*rows) == {"employees": (30, 30), "circular": (70, 70)}
    assert look_through(*rows, subject_id=3) == {"circular": (100, 100)}


def test_group_with_a_way_out_is_not_closed():
    rows = [holding(1, 2, 100), holding(2, 1, 99.9999), holding(2, "employees", 0.0001)]

    assert look_through(*rows) == {"employees": (100, 100)}


def test_unrecorded_part_of_a_group_is_a_way_out():
    assert look_through(holding(1, 2, 100), holding(2, 1, 50)) == {"not_recorded": (100, 100)}


def test_public_body_is_final_whatever_is_recorded_of_it():
    rows = [holding(1, 2, 100), holding(2, ("Firm", "private"), 100)]

    assert look_through(*rows, sectors=[sector(2, "public")], public=[2]) == {"public": (100, 100)}


def test_holder_without_recorded_holders_counts_in_its_sector():
    assert look_through(holding(1, 2, 100), sectors=[sector(2, "hybrid")]) == {"hybrid": (100, 100)}


def test_votes_do_not_pass_through_chains():
    rows = [holding(1, 2, 100), holding(2, "employees", 100, measure="votes")]

    assert look_through(*rows, sectors=[sector(2, "private")]) == {"private": (100, 100)}


def test_lows_beyond_the_whole_do_not_break_the_solve():
    rows = [
        holding(1, 2, 150),
        holding(1, "employees", 10),
        holding(2, 1, 80),
        holding(2, "managers", 20),
    ]

    split = look_through(*rows)

    assert sum(low for low, _ in split.values()) == pytest.approx(100, abs=0.01)


def test_loop_that_can_pass_on_all_it_gets_rests_at_the_cap():
    rows = [
        holding(1, 2, 0, 100),
        holding(1, "employees", 0, 0.0001),
        holding(2, 1, 0, 100),
    ]

    split = look_through(*rows)

    assert split["employees"] == (0, 100)
    assert split["not_recorded"] == (0, 100)


def test_final_holders_are_kept_apart():
    rows = [holding(1, "employees", 60), holding(1, 2, 40), holding(2, "employees", 100)]

    holders = ownership.look_through_holders_on(
        holdings_frame(rows), sectors_frame([]), organisations_of(1, 2), DAY, [1]
    )

    assert holders.drop(columns="holder_name").to_numpy().tolist() == [
        [1, "class:employees|", 1, "employees", 60, 60],
        [1, "class:employees|", 2, "employees", 40, 40],
    ]


def test_look_through_over_time_follows_changes_up_the_chain():
    periods = ownership.look_through_over_time(
        holdings_frame(three_bm(100)),
        sectors_frame(THREE_BM_SECTORS),
        organisations_of(1, 2, 3),
        THREE_BM,
    )

    assert periods.to_numpy().tolist() == [
        [None, TAKEOVER, "equity", "employees", 100, 100],
        [TAKEOVER, None, "equity", "employees", 75.1, 75.1],
        [TAKEOVER, None, "equity", "social", 24.9, 24.9],
    ]


def paths_of(*rows, public=(), **options):
    paths = ownership.paths_to(
        holdings_frame(rows),
        sectors_frame([]),
        organisations_of(*range(1, 10), public=public),
        1,
        DAY,
        **options,
    )
    return alternatives.rows_of(paths)


def test_paths_go_round_a_loop_again():
    private = [row for row in paths_of(*LOOP) if row["category"] == "private"]

    assert private[0]["path"] == ("organisation:1", "organisation:2", "outside:Firm|private")
    assert [row["percent_low"] for row in private[:3]] == pytest.approx([20, 4, 0.8])
    assert [row["is_loop"] for row in private[:3]] == [False, True, True]
    assert private[-1]["is_remainder"]
    assert sum(row["percent_low"] for row in private) == pytest.approx(25)


def test_paths_beyond_the_limit_are_in_the_remainder():
    private = [row for row in paths_of(*LOOP, limit=2) if row["category"] == "private"]

    assert [row["is_remainder"] for row in private] == [False, True]
    assert [row["percent_low"] for row in private] == pytest.approx([20, 5])


def test_path_into_a_closed_group_ends_as_circular():
    paths = paths_of(holding(1, 2, 70), holding(2, 3, 100), holding(3, 2, 100))

    assert [(row["path"][-1], row["category"]) for row in paths] == [
        ("organisation:2", "circular"),
        ("not_recorded:1", "not_recorded"),
    ]


@pytest.mark.parametrize("seed", range(50))
def test_look_through_agrees_with_its_slow_twin(seed, monkeypatch):
    # small networks are solved as plain arrays; every other seed takes the sparse way
    monkeypatch.setattr(flow, "FEW_NODES", 250 * (seed % 2))
    register = RandomRegister(seed)
    holdings, sectors, organisations = (
        alternatives.rows_of(frame)
        for frame in (register.holdings, register.sectors, register.organisations)
    )

    for day in register.days[:3]:
        slow = alternatives.look_through_on(holdings, sectors, organisations, day)
        fast = ownership.look_through_on(
            register.holdings, register.sectors, register.organisations, day
        )
        found = {
            (subject, category): (low, high)
            for subject, category, low, high in fast.itertuples(index=False)
        }
        expected = {
            (subject, category): bounds
            for subject, split in slow.items()
            for category, bounds in split.items()
        }
        for cell in found.keys() | expected.keys():
            (low, high), (slow_low, slow_high) = (
                split.get(cell, NOTHING) for split in (found, expected)
            )
            assert max(abs(low - slow_low), abs(high - slow_high)) < 1e-5, cell


@pytest.mark.parametrize("seed", range(10))
def test_look_through_of_one_organisation_is_that_of_the_whole_register(seed):
    register = RandomRegister(seed)
    frames = register.holdings, register.sectors, register.organisations
    day = register.days[-1]

    everything = ownership.look_through_on(*frames, day)

    for subject in register.ids[::5]:
        alone = ownership.look_through_on(*frames, day, [subject])
        same = everything[everything["subject_id"] == subject]
        assert alone.to_numpy().tolist() == same.to_numpy().tolist()


@pytest.mark.parametrize("seed", range(10))
def test_holders_and_paths_add_up_to_the_categories(seed):
    register = RandomRegister(seed)
    frames = register.holdings, register.sectors, register.organisations
    day = register.days[-1]

    for subject in register.ids[::8]:
        split = ownership.look_through_on(*frames, day, [subject])
        lows = split.set_index("category")["percent_low"].to_dict()
        holders = ownership.look_through_holders_on(*frames, day, [subject])
        paths = ownership.paths_to(*frames, subject, day)
        for table in (holders, paths):
            sums = table.groupby("category")["percent_low"].sum().to_dict()
            assert sums == pytest.approx(lows, abs=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_look_through_over_time_is_that_of_every_day(seed):
    register = RandomRegister(seed)
    frames = register.holdings, register.sectors, register.organisations

    for subject in register.ids[:3]:
        periods = ownership.look_through_over_time(*frames, subject)
        rows = alternatives.rows_of(periods)
        for day in register.days[:4]:
            found = {
                row["category"]: (row["percent_low"], row["percent_high"])
                for row in rows
                if alternatives.holds(row, day, "valid_from", "valid_to")
            }
            split = ownership.look_through_on(*frames, day, [subject])
            assert found == {
                category: (low, high) for _, category, low, high in split.itertuples(index=False)
            }
