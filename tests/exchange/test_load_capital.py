"""What rows of investments.csv become: sums in one form, of which none is counted twice."""

import datetime

import pytest

from partnerships.models import Investment
from tests.exchange.register_folder import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]


def investment(key: str = "IV1") -> Investment:
    return Investment.objects.get(register_id=key)


def test_row_becomes_a_sum_committed_in_one_form():
    loan = investment()

    assert (loan.investor.slug, loan.recipient.slug) == ("partnerco", "northcare")
    assert (loan.instrument, str(loan.committed), loan.drawn) == ("loan", "~£1.9m", None)
    assert (loan.agreed_on, loan.agreed_on_precision) == (datetime.date(2014, 2, 1), "month")
    assert (loan.role, loan.basis, loan.state) == ("main", "actual", "published")


def test_amount_that_is_not_stated_is_not_known_and_never_nothing(register):
    register.change("investments.csv", "IV1", amount="")

    register.load()

    assert str(investment().committed) == "not known"


def test_other_words_for_a_party_stay_in_the_note(register):
    register.change("investments.csv", "IV1", investee="Northcare (day centre)")

    register.load()

    assert investment().note == "to: Northcare (day centre)"
    assert investment().recipient_name == ""


def test_party_without_a_record_keeps_its_name(register):
    register.change("investments.csv", "IV1", investor_key="", investor="Westshire Council")

    register.load()

    assert (investment().investor, investment().investor_name) == (None, "Westshire Council")
    assert investment().investor_sector == "public"


@pytest.mark.parametrize(
    ("words", "instrument"),
    [
        ("deferred cash, 3 x £9.4m", "purchase"),
        ("acquisition (enterprise value)", "valuation"),
        ("purchase of 75% stake (enterprise value)", "valuation"),
        ("support programme", "fund"),
        ("pension guarantee (ceiling)", "guarantee"),
        ("placing and subscription", "equity"),
        ("financing and services in kind", "in_kind"),
        ("set-up cost contribution", "grant"),
    ],
)
def test_words_of_the_file_become_one_form(register, words, instrument):
    register.change("investments.csv", "IV1", instrument=words)

    register.load()

    assert (investment().instrument, investment().purpose) == (instrument, words)


def test_unknown_form_is_refused_by_name(register):
    register.change("investments.csv", "IV1", instrument="magic beans")

    assert "instrument: “magic beans” is not known" in register.refused()


@pytest.mark.parametrize(
    "note",
    ["same fund as another row; do not add together", "duplicate report of one fund"],
)
def test_sum_that_repeats_another_is_an_alternative(register, note):
    register.change("investments.csv", "IV1", note=note)

    register.load()

    assert investment().role == "alternative"
    assert not Investment.objects.summed().exists()


@pytest.mark.parametrize("note", ["announced; plan", "plan only; never seen"])
def test_sum_that_was_only_announced_is_planned(register, note):
    register.change("investments.csv", "IV1", note=note)

    register.load()

    assert investment().basis == "planned"
    assert not Investment.objects.summed().exists()


def test_reading_says_what_was_paid_and_on_which_terms(register):
    register.supplement(
        "investment_readings.csv",
        {
            "id": "IV1",
            "paid": "yes",
            "repaid": "£0.4m",
            "ends_on": "2016-01-31",
            "terms": "1.5 per cent",
            "programme": "Loans for mutuals",
            "note": "our reading",
        },
    )

    register.load()

    loan = investment()
    assert (str(loan.drawn), str(loan.repaid)) == ("~£1.9m", "£400,000")
    assert (loan.ends_on, loan.terms) == (datetime.date(2016, 1, 31), "1.5 per cent")
    assert (loan.programme, loan.note) == ("Loans for mutuals", "our reading")


def test_reading_ties_a_rival_figure_to_the_main_one(register):
    register.add("investments.csv", "IV1", id="IV2", amount="2000000", note="do not add")
    register.supplement("investment_readings.csv", {"id": "IV2", "alternative_to": "IV1"})

    register.load()

    assert investment("IV2").alternative_to == investment("IV1")
    assert list(Investment.objects.summed()) == [investment("IV1")]


def test_reading_may_name_the_buyer_where_the_row_names_the_seller(register):
    register.supplement("investment_readings.csv", {"id": "IV1", "investor_key": "faraway"})

    register.load()

    assert investment().investor.slug == "faraway"


def test_reading_of_no_row_is_refused(register):
    register.supplement("investment_readings.csv", {"id": "IV9"})

    assert "investment_readings.csv row 2 (IV9), id: “IV9” was not loaded" in register.refused()


def test_readings_are_found_the_same_again(register):
    register.add("investments.csv", "IV1", id="IV2", note="do not add")
    register.supplement(
        "investment_readings.csv", {"id": "IV2", "alternative_to": "IV1", "paid": "yes"}
    )
    register.load()

    printed = register.load()

    assert counts(printed)["investments.csv"] == [2, 0, 0, 2, 0, 0]
    assert counts(printed)["investment_readings.csv"] == [1, 0, 0, 1, 0, 0]
