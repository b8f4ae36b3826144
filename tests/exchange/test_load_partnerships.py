"""What rows of partnerships.csv become: members, bidders, never stakes."""

import datetime

import pytest

from organisations.measured import Measured, Unit
from organisations.models import Evidence
from partnerships.models import (
    Bid,
    Bidder,
    Investment,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    Stake,
)
from tests.exchange.register_folder import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]
CONTEST = {"kind": "competition", "stake_percent": "", "from_": "2011-09-01"}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def row(model: type, register_id: str):
    return model.objects.get(register_id=register_id)


def bid_row(register, key: str, **cells: str) -> None:
    """Add a bidder to the contest “contest”."""
    register.add(
        "partnerships.csv",
        "PT3",
        id=key,
        **{"partnership_key": "contest", "partnership_name": "Contest", **CONTEST, **cells},
    )


def test_joint_venture_names_its_vehicle_and_is_published():
    partnership = row(Partnership, "northcare-jv")

    assert (partnership.kind, partnership.vehicle.slug) == ("joint_venture", "northcare")
    assert (partnership.state, partnership.source.slug) == ("published", "north-news")


def test_member_has_role_words_and_day_of_joining():
    member = row(PartnershipMember, "PT3")

    assert (member.organisation.slug, member.role) == ("partnerco", "partner")
    assert (member.role_words, member.joined_on) == ("private partner", day("2012-05-01"))


def test_stake_percent_of_a_member_never_becomes_a_stake(register):
    before = Stake.objects.count()
    register.change("partnerships.csv", "PT3", stake_percent="99")

    printed = register.load()

    assert Stake.objects.count() == before
    assert counts(printed)["partnerships.csv"] == [3, 0, 0, 3, 0, 0]


def test_investment_of_a_member_is_left_to_investments_csv(register):
    register.change("partnerships.csv", "PT3", investment="1000000")

    register.load()

    assert Investment.objects.count() == 1


def test_member_has_left_on_the_day_after_its_last_one(register):
    register.change("partnerships.csv", "PT3", to="2014-09-30", to_precision="month")

    register.load()

    member = row(PartnershipMember, "PT3")
    assert (member.left_on, member.left_on_precision) == (day("2014-10-01"), "month")


@pytest.mark.parametrize(
    ("name", "role", "sector", "kind"),
    [
        ("Westshire District Council", "co-owner", "public", "shareholder"),
        ("Northcare employees", "employees", "", "staff"),
        ("Probation CIC", "staff mutual", "mutual", "partner"),
        ("Age Help", "delivery subcontractor", "", "subcontractor"),
        ("The department", "government shareholder", "public", "shareholder"),
    ],
)
def test_member_without_a_record_has_the_sector_that_its_words_tell(
    register, name, role, sector, kind
):
    register.add("partnerships.csv", "PT3", id="PT4", member_key="", member_name=name, role=role)

    register.load()

    member = row(PartnershipMember, "PT4")
    assert (member.name, member.sector, member.role) == (name, sector, kind)


def test_vehicle_may_bear_the_name_of_the_partnership(register):
    register.change(
        "partnerships.csv", "PT3", partnership_key="other", partnership_name="venture ltd"
    )

    register.load()

    assert row(Partnership, "other").vehicle.slug == "venture"


def test_member_of_a_key_is_no_joint_body_by_another_suffix(register):
    register.change("partnerships.csv", "PT3", partnership_key="venture-mutual")

    register.load()

    assert row(Partnership, "venture-mutual").vehicle is None


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"kind": "club"}, "kind: “club” is not known"),
        ({"role": "mascot"}, "role: “mascot” is not known"),
        ({"kind": "competition", "role": "mascot"}, "role: “mascot” is not known"),
        ({"member_key": "nobody"}, "member_key: “nobody” was not loaded"),
    ],
)
def test_unknown_word_is_refused_by_name(register, cells, message):
    register.change("partnerships.csv", "PT3", **cells)

    assert message in register.refused()


def test_partnership_of_a_refused_row_is_not_left_behind(register):
    register.change("partnerships.csv", "PT3", partnership_key="new", role="mascot")

    register.refused(keep_good=True)

    assert not Partnership.objects.filter(slug="new").exists()


def test_competition_of_the_rows_is_reported_and_names_no_body(register):
    bid_row(register, "PT4", role="winner")

    register.load()

    competition = row(PartnerCompetition, "contest")
    assert (competition.origin, competition.status) == ("reported", "signed")
    assert competition.public_body_name == "not named in the starter register"


def test_competition_without_a_winner_is_not_signed(register):
    bid_row(register, "PT4", role="shortlisted bidder")

    register.load()

    assert row(PartnerCompetition, "contest").status == "evaluating"


@pytest.mark.parametrize(
    ("cells", "status", "closed_on"),
    [
        ({"role": "winner"}, "signed", day("2011-09-01")),
        ({"role": "unsuccessful bidder"}, "lost", day("2011-09-01")),
        ({"role": "unsuccessful bidder", "to": "2012-01-02"}, "lost", day("2012-01-02")),
        ({"role": "unsuccessful bidder", "derived": "yes"}, "lost", None),
        (
            {"role": "unsuccessful bidder", "note": "dropped out in May"},
            "withdrawn",
            day("2011-09-01"),
        ),
        ({"role": "shortlisted bidder"}, "shortlisted", None),
    ],
)
def test_status_of_a_bid_follows_from_its_row(register, cells, status, closed_on):
    cells = {"to_precision": "day" if "to" in cells else "", **cells}
    bid_row(register, "PT4", role="winner", member_key="faraway")
    bid_row(register, "PT5", **cells)
    if status == "signed":
        register.drop("partnerships.csv", "PT4")

    register.load()

    bid = row(Bid, "PT5:bid")
    assert (bid.status, bid.closed_on) == (status, closed_on)


def test_reported_bid_keeps_nothing_back(register):
    bid_row(register, "PT4", role="winner")

    register.load()

    bid = row(Bid, "PT4:bid")
    assert not bid.is_name_withheld
    assert not bid.are_terms_withheld


@pytest.fixture
def consortium(register):
    """A bid of two, with an investment of about £4m, that was withdrawn."""
    bid_row(
        register,
        "PT4",
        role="JV lead (The Manchester College)",
        member_key="",
        member_name="The College",
        stake_percent="51",
        investment="4000000",
        qualifier="about",
        note="bid withdrawn 26 June 2014",
    )
    bid_row(
        register,
        "PT5",
        role="staff mutual",
        member_key="",
        member_name="Staff CIC",
        stake_percent="49",
        qualifier="about",
    )
    return register


def test_rows_of_a_consortium_make_one_bid(consortium):
    consortium.load()

    bid = Bid.objects.get(competition__slug="contest")
    assert (bid.name, bid.status) == ("The College and Staff CIC", "withdrawn")
    assert bid.investment == Measured.qualified(Unit.MONEY, 4_000_000, "about")
    assert [(bidder.name, bidder.is_lead) for bidder in bid.bidders.all()] == [
        ("The College", True),
        ("Staff CIC", False),
    ]


def test_shares_that_make_up_the_whole_are_exact_shares_of_the_bid(consortium):
    before = Stake.objects.count()

    consortium.load()

    assert [str(row(Bidder, key).share) for key in ("PT4", "PT5")] == ["51%", "49%"]
    assert Stake.objects.count() == before


def test_shares_that_do_not_make_up_the_whole_keep_their_qualifier(consortium):
    consortium.change("partnerships.csv", "PT5", stake_percent="40")

    consortium.load()

    assert [str(row(Bidder, key).share) for key in ("PT4", "PT5")] == ["~51%", "~40%"]


def test_consortium_of_which_one_member_is_known_is_named_after_it(register):
    bid_row(register, "PT4", role="lead of unsuccessful consortium")

    register.load()

    assert row(Bid, "PT4:bid").name == "consortium led by Partnerco plc"


def test_adviser_is_evidence_and_no_bidder(register):
    bid_row(register, "PT4", role="adviser", note="undated")

    register.load()

    evidence = row(Evidence, "PT4")
    assert evidence.record == row(PartnerCompetition, "contest")
    assert evidence.note == "adviser: Partnerco plc; undated"
    assert not Bid.objects.exists()


def test_consortium_and_adviser_are_found_the_same_again(consortium):
    bid_row(consortium, "PT6", role="adviser")
    consortium.load()

    printed = consortium.load()

    assert counts(printed)["partnerships.csv"] == [6, 0, 0, 6, 0, 0]
