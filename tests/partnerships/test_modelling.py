"""The deal modeller's arithmetic, on offers small enough to work out by hand."""

import datetime
from dataclasses import replace
from fractions import Fraction

import pytest

from partnerships.modelling import (
    NEW_VENTURE,
    Accession,
    End,
    Holder,
    ImpossibleDeal,
    Offer,
    accede,
    apply_offer,
    bounds_of_holders,
    check_ownership,
    holders_in_shares,
    holders_on_day,
    is_staff,
    look_through_after,
    rule_states,
    split_after,
)
from partnerships.ownership_rules import RULE_COLUMNS
from tests.registers import (
    frame,
    holding,
    holdings_frame,
    organisation,
    organisations_frame,
    sector,
    sectors_frame,
)

DAY = datetime.date(2012, 5, 1)
EMPLOYEES = Holder("class:employees|", "employees", None, "employees")
GOVERNMENT = Holder("outside:government|public", "government", None, "public")
PARTNER = Holder("organisation:7", "Partner", 7, "private")
NOBODY = holdings_frame([])


def percent(holder, low, high=None):
    return holder.holding(Fraction(low), Fraction(low if high is None else high))


def sizes(holders):
    return {holder.key: (holder.low, holder.high) for holder in holders}


def offer(way="issue", *, stake=None, shares=None, giver=None, partner=PARTNER):
    bounds = None if stake is None else tuple(map(Fraction, stake))
    return Offer(partner, way, bounds, shares, giver.key if giver else "")


def held(outcome):
    return [end.holders for end in outcome.ends]


def in_issue(outcome):
    return [end.shares_in_issue for end in outcome.ends]


def refusal(*arguments):
    with pytest.raises(ImpossibleDeal) as caught:
        apply_offer(*arguments)
    return caught.value.code


QUARTERS = (percent(GOVERNMENT, 75), percent(EMPLOYEES, 25))


def test_transfer_from_one_holder_leaves_the_others_alone():
    # MyCSP in 2012: the government passes 40 of its 75 on
    after = apply_offer(QUARTERS, None, offer("transfer", stake=("40", "40"), giver=GOVERNMENT))

    assert sizes(after.holders) == {
        GOVERNMENT.key: (35, 35),
        EMPLOYEES.key: (25, 25),
        PARTNER.key: (40, 40),
    }


def test_transfer_in_proportion_takes_from_everybody():
    after = apply_offer(QUARTERS, None, offer("transfer", stake=("40", "40")))

    assert sizes(after.holders)[EMPLOYEES.key] == (15, 15)


def test_transfer_of_everything_leaves_the_holder_with_nothing_for_certain():
    after = apply_offer(QUARTERS, None, offer("transfer", stake=("75", "75"), giver=GOVERNMENT))

    assert sizes(after.holders)[GOVERNMENT.key] == (0, 0)


def test_transfer_of_more_than_a_holder_has_is_refused():
    too_much = offer("transfer", stake=("76", "76"), giver=GOVERNMENT)

    assert refusal(QUARTERS, None, too_much) == "holds_less"


def test_transfer_from_somebody_who_holds_nothing_is_refused():
    stranger = offer("transfer", stake=("1", "1"), giver=PARTNER)

    assert refusal(QUARTERS, None, stranger) == "no_such_holder"


def test_transfer_counts_shares_of_all_in_issue():
    after = apply_offer(QUARTERS, 1000, offer("transfer", shares=400, giver=GOVERNMENT))

    assert (after.stake, after.shares, in_issue(after)) == ((40, 40), (400, 400), [1000])


def test_transfer_of_more_shares_than_there_are_is_refused():
    assert refusal(QUARTERS, 100, offer("transfer", shares=101)) == "holds_less"


def test_new_shares_make_everybody_elses_part_smaller():
    after = apply_offer(QUARTERS, 600, offer(shares=400))

    assert sizes(after.holders) == {
        GOVERNMENT.key: (45, 45),
        EMPLOYEES.key: (15, 15),
        PARTNER.key: (40, 40),
    }


def test_new_shares_need_the_number_in_issue():
    assert refusal(QUARTERS, None, offer(shares=400)) == "needs_shares"


def test_percentage_of_new_shares_is_rounded_up_to_whole_shares():
    after = apply_offer(QUARTERS, 1000, offer(stake=("40", "40")))

    assert (after.shares, in_issue(after)) == ((667, 667), [1667])
    assert after.stake[0] == Fraction(66700, 1667)


def test_percentage_without_a_number_of_shares_is_taken_as_it_is():
    after = apply_offer(QUARTERS, None, offer(stake=("40", "40")))

    assert sizes(after.holders)[EMPLOYEES.key] == (15, 15)
    assert after.shares is None


def test_new_shares_never_make_up_the_whole():
    assert refusal(QUARTERS, None, offer(stake=("100", "100"))) == "not_all_of_it"


def test_range_of_percentages_gives_a_range_to_everybody():
    after = apply_offer(QUARTERS, None, offer(stake=("20", "40")))

    assert sizes(after.holders) == {
        GOVERNMENT.key: (45, 60),
        EMPLOYEES.key: (15, 20),
        PARTNER.key: (20, 40),
    }


def test_range_of_stakes_leaves_nothing_to_be_anybodys():
    after = apply_offer(QUARTERS, None, offer(stake=("20", "40")))

    split = split_after(
        NOBODY, sectors_frame([sector(7, "private")]), NEW_VENTURE, held(after), DAY
    )

    assert split.values.tolist() == [
        ["employees", 15.0, 20.0],
        ["public", 45.0, 60.0],
        ["private", 20.0, 40.0],
    ]


def test_range_of_stakes_is_cut_at_what_the_giver_has():
    after = apply_offer(QUARTERS, None, offer("transfer", stake=("20", "40"), giver=EMPLOYEES))

    assert after.stake == (20, 25)


def test_stake_of_about_so_much_makes_everybodys_part_about():
    about = replace(PARTNER, is_about=True)

    after = apply_offer(QUARTERS, None, offer(stake=("40", "40"), partner=about))

    assert [holder.is_about for holder in after.holders] == [True, True, True]


def test_stake_of_about_so_much_leaves_those_alone_who_pass_nothing_on():
    about = replace(PARTNER, is_about=True)
    wanted = offer("transfer", stake=("40", "40"), giver=GOVERNMENT, partner=about)

    after = apply_offer(QUARTERS, None, wanted)

    assert [holder.key for holder in after.holders if not holder.is_about] == [EMPLOYEES.key]


def test_partner_who_holds_something_already_holds_it_and_the_new_stake():
    before = (percent(EMPLOYEES, 50), percent(PARTNER, 50))

    after = apply_offer(before, None, offer("transfer", stake=("10", "10"), giver=EMPLOYEES))

    assert sizes(after.holders)[PARTNER.key] == (60, 60)


def test_offer_has_one_size():
    with pytest.raises(ValueError, match="either a percentage or a number"):
        apply_offer(QUARTERS, 100, offer(stake=("1", "1"), shares=1))


def test_staff_share_of_what_is_partly_unknown_is_what_is_recorded():
    held = (percent(EMPLOYEES, 25), percent(GOVERNMENT, 35))

    assert bounds_of_holders(held, is_staff) == (25, 25)


def test_staff_may_hold_what_nobody_is_recorded_to_hold():
    assert bounds_of_holders((percent(GOVERNMENT, 35),), is_staff) == (0, 65)


def test_staff_share_is_unknown_where_nobody_is_recorded():
    assert bounds_of_holders((), is_staff) == (None, None)


def test_third_of_shares_leaves_nothing_unknown():
    held = holders_in_shares([(EMPLOYEES, 1), (GOVERNMENT, 1), (PARTNER, 1)], 3)

    assert bounds_of_holders(held, lambda holder: holder.category == "social") == (0, 0)


def accession(to_others=200, target="50", tolerance="5"):
    return Accession(Fraction(target), Fraction(tolerance), to_others, PARTNER, EMPLOYEES)


def test_accession_gives_staff_what_keeps_half():
    # F3: T 1000, E 500, n 200, p 0.5 -> e 200; after it 700 of 1400
    held = holders_in_shares([(EMPLOYEES, 500), (GOVERNMENT, 500)], 1000)

    after = accede([End(held, 1000)], accession())

    assert after.to_staff == (200, 200)
    assert after.shares_in_issue == (1400, 1400)
    assert sizes(after.holders)[EMPLOYEES.key] == (50, 50)
    assert after.state == "met"


def test_accession_gives_staff_nothing_where_they_hold_enough():
    held = holders_in_shares([(EMPLOYEES, 900), (GOVERNMENT, 100)], 1000)

    assert accede([End(held, 1000)], accession()).to_staff == (0, 0)


def test_accession_says_if_staff_hold_more_than_the_target_allows():
    held = holders_in_shares([(EMPLOYEES, 900), (GOVERNMENT, 100)], 1000)

    assert accede([End(held, 1000)], accession()).state == "breached"


def test_accession_of_staff_of_unknown_size_gives_a_range():
    held = (percent(EMPLOYEES, 40, 50), percent(GOVERNMENT, 50, 60))

    after = accede([End(held, 1000)], accession(to_others=0))

    assert after.to_staff == (0, 200)


def test_accession_after_a_range_of_stakes_is_tried_at_both_ends():
    shares = holders_in_shares([(EMPLOYEES, 500), (GOVERNMENT, 500)], 1000)
    after = apply_offer(shares, 1000, offer(stake=("0", "20")))

    joined = accede(after.ends, accession())

    # with 0 to 250 shares for the partner: e = 500 + 0.5 n + 100 - 500 doubled
    assert joined.to_staff == (200, 450)
    assert joined.state == "met"


def test_accession_tells_nothing_without_the_number_of_shares():
    assert accede([End(QUARTERS, None)], accession()) is None


def test_accession_tells_nothing_where_nobody_is_recorded():
    assert accede([End((), 1000)], accession()) is None


def look_through(**public):
    rows = [
        {"category": name, "percent_low": 0.0 + low, "percent_high": 0.0 + low}
        for name, low in public.items()
    ]
    return frame(rows, ["category", "percent_low", "percent_high"])


def outcomes(held, reached):
    return {name: check.outcome for name, check in check_ownership([held], reached).items()}


def test_checks_of_my_csp_pass():
    # F7: government 35, partner 40, employees 25 passes 2
    held = (percent(GOVERNMENT, 35), percent(PARTNER, 40), percent(EMPLOYEES, 25))

    assert outcomes(held, look_through(public=35, private=40, employees=25)) == {
        "quarter_owned_by_staff": "pass",
        "public_at_most_half": "pass",
        "staff_at_least_quarter": "pass",
    }


def test_check_fails_by_one_share_in_a_thousand_million():
    counts = [(EMPLOYEES, 249_999_999), (PARTNER, 750_000_001)]
    held = holders_in_shares(counts, 1_000_000_000)

    assert outcomes(held, look_through(private=75))["quarter_owned_by_staff"] == "fail"


def test_check_of_half_public_passes_and_of_more_fails():
    held = (percent(EMPLOYEES, 49),)

    assert outcomes(held, look_through(public=50, employees=50))["public_at_most_half"] == "pass"
    assert outcomes(held, look_through(public=50.1))["public_at_most_half"] == "fail"


def test_checks_cannot_tell_where_nothing_is_recorded():
    assert set(outcomes((), look_through()).values()) == {"cannot_tell"}


def rule(**values):
    row = {
        "rule_id": 1,
        "subject_id": 1,
        "kind": "cap",
        "measure": "equity",
        "whose": "holder",
        "holder_id": 7,
        "percent_low": 25.0,
        "percent_high": 25.0,
        "tolerance": 0.0,
        "valid_from": None,
        "valid_to": None,
        **values,
    }
    return frame([row], RULE_COLUMNS)


def state(rules, held):
    return rule_states(rules, [held])["state"].tolist()


def test_rule_caps_one_holder():
    held = (percent(EMPLOYEES, 60), percent(PARTNER, 40))

    assert state(rule(), held) == ["breached"]
    assert state(rule(percent_low=40.0, percent_high=40.0), held) == ["met"]


def test_rule_about_votes_cannot_be_told():
    assert state(rule(measure="votes"), (percent(PARTNER, 100),)) == ["cannot_tell"]


def test_rule_about_staff_counts_their_trust():
    trust = Holder("class:employee_trust|", "trust", None, "employee_trust")
    held = (percent(EMPLOYEES, 20), percent(trust, 30), percent(PARTNER, 50))
    half = rule(kind="target", whose="staff", percent_low=50.0, percent_high=50.0, tolerance=5.0)

    assert state(half, held) == ["met"]


def test_look_through_follows_the_partners_own_owners():
    recorded = holdings_frame(
        [holding(7, "employees", 60.0), holding(7, ("Fund", "private"), 40.0)]
    )
    sectors = sectors_frame([sector(7, "private")])
    after = apply_offer(QUARTERS, None, offer("transfer", stake=("40", "40"), giver=GOVERNMENT))

    through = look_through_after(
        recorded, sectors, organisations_frame([organisation(7)]), NEW_VENTURE, [after.holders], DAY
    )

    assert through.values.tolist() == [
        ["employees", 49.0, 49.0],
        ["public", 35.0, 35.0],
        ["private", 16.0, 16.0],
    ]


def test_split_takes_the_modelled_holders_for_the_recorded_ones():
    recorded = holdings_frame(
        [holding(1, "employees", 100.0), holding(1, "employees", 100.0, measure="votes")]
    )
    after = (percent(EMPLOYEES, 60), percent(PARTNER, 40))

    split = split_after(recorded, sectors_frame([sector(7, "social")]), 1, [after], DAY)

    assert split.values.tolist() == [["employees", 60.0, 60.0], ["social", 40.0, 40.0]]


def test_split_of_nobody_is_empty():
    split = split_after(NOBODY, sectors_frame([]), NEW_VENTURE, [()], DAY)

    assert split.values.tolist() == []


def test_holders_on_day_adds_up_what_one_holder_has_twice():
    recorded = holdings_frame(
        [holding(1, "employees", 10.1), holding(1, "employees", 20.2), holding(1, 7, 69.7)]
    )

    held = holders_on_day(recorded, sectors_frame([sector(7, "private")]), 1, DAY)

    assert sizes(held) == {
        "organisation:7": (Fraction("69.7"),) * 2,
        "class:employees|": (Fraction("30.3"),) * 2,
    }
