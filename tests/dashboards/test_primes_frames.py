"""Rules, accessions, members, capital and published counts as frames."""

from datetime import date

import pytest

from partnerships.frames.primes import (
    CAPITAL_COLUMNS,
    MEMBER_COLUMNS,
    TALLY_COLUMNS,
    prime_capital_frame,
    prime_members_frame,
    tallies_frame,
)
from partnerships.frames.rules import accessions_frame, ownership_rules_frame
from partnerships.models import (
    Accession,
    Investment,
    OwnershipRule,
    PartnershipMember,
    ProgrammeTally,
)
from partnerships.ownership_rules import ACCESSION_COLUMNS, RULE_COLUMNS
from tests.factories import (
    make_accession,
    make_investment,
    make_organisation,
    make_ownership_rule,
    make_partnership,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ({"limit": "50"}, (50.0, 50.0, 0.0)),
        ({"limit": "45-55"}, (45.0, 55.0, 0.0)),
        ({"limit": "at least 50"}, (50.0, 100.0, 0.0)),
        ({"limit": "33.3333"}, (33.3333, 33.3333, 0.0)),
        ({"kind": "target", "limit": "50", "tolerance": "5"}, (50.0, 50.0, 5.0)),
    ],
)
def test_rules_frame_has_limits_in_per_cent_and_no_tolerance_as_none(values, limits):
    make_ownership_rule(make_organisation(), **values)

    row = ownership_rules_frame(OwnershipRule.objects.all()).iloc[0]

    assert (row["percent_low"], row["percent_high"], row["tolerance"]) == limits


def test_rules_frame_misses_a_tolerance_that_is_no_single_number():
    rule = make_ownership_rule(make_organisation(), kind="target", tolerance="<5")

    frame = ownership_rules_frame([rule])

    assert frame["tolerance"].isna().tolist() == [True]


def test_accessions_frame_has_counts_and_misses_what_is_withheld():
    make_accession(
        make_organisation("Group"),
        make_organisation("Joiner"),
        joined_on=date(2007, 1, 1),
        shares_before="1,000",
        staff_before="about 500",
        issued_to_staff="withheld",
        issued_to_others="more than 200",
    )

    row = accessions_frame(Accession.objects.all()).iloc[0]

    assert row["joined_on"] == date(2007, 1, 1)
    assert row[ACCESSION_COLUMNS[3:]].tolist() == [1000, 1000, 500, 500, None, None, 200, None]


def test_capital_frame_has_pence_and_tells_withheld_from_not_entered():
    prime = make_organisation()
    make_investment(
        prime, ("Fund", "social"), instrument="loan", committed="£1.5m", drawn="withheld"
    )

    row = prime_capital_frame(Investment.objects.all()).iloc[0]

    assert row["prime_id"] == prime.pk
    assert (row["committed_low_pence"], row["committed_high_pence"]) == (150_000_000, 150_000_000)
    assert (row["drawn_low_pence"], row["drawn_disclosure"]) == (None, "withheld")
    assert row["called_disclosure"] == ""


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (
            {"denominator": "contracts", "part_count": "36", "whole_count": "40"},
            [36, 36, 40, 40],
        ),
        ({"denominator": "value", "whole_value": "~£5bn"}, [None, None, 5 * 10**11, 5 * 10**11]),
        ({"denominator": "organisations", "whole_count": "18"}, [None, None, 18, 18]),
    ],
)
def test_tallies_frame_has_counts_or_pence(values, numbers):
    ProgrammeTally.objects.create(partnership=make_partnership(), **values)

    row = tallies_frame(ProgrammeTally.objects.all()).iloc[0]

    assert row[["part_low", "part_high", "whole_low", "whole_high"]].tolist() == numbers


@pytest.mark.parametrize(
    ("frame", "records", "columns"),
    [
        (ownership_rules_frame, OwnershipRule, RULE_COLUMNS),
        (accessions_frame, Accession, ACCESSION_COLUMNS),
        (prime_members_frame, PartnershipMember, MEMBER_COLUMNS),
        (prime_capital_frame, Investment, CAPITAL_COLUMNS),
        (tallies_frame, ProgrammeTally, TALLY_COLUMNS),
    ],
)
def test_frames_have_their_columns_also_when_empty(frame, records, columns):
    assert list(frame(records.objects.all()).columns) == columns
