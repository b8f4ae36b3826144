"""The measured value in models and forms: four columns, one attribute, one text box."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisations.measured import Unit, parse
from organisations.measured_fields import MeasuredFormField, middle_of
from organisations.models import Organisation
from partnerships.models import Contract, Stake
from tests import factories


def test_attribute_reads_and_writes_four_columns():
    stake = Stake(equity="about 50%")

    assert (stake.equity_low, stake.equity_high) == (500_000, 500_000)
    assert (stake.equity_qualifier, stake.equity_disclosure) == ("about", "known")
    assert stake.equity == parse("~50", Unit.PERCENT)
    stake.equity = None
    assert (stake.equity_low, stake.equity_disclosure) == (None, "")
    assert stake.equity is None


def test_box_gives_nothing_for_no_text():
    assert MeasuredFormField(unit=Unit.MONEY, required=False).clean("  ") is None


def test_box_that_is_required_says_so():
    with pytest.raises(ValidationError, match="required"):
        MeasuredFormField(unit=Unit.MONEY).clean("")


@pytest.mark.parametrize(
    ("typed", "has_changed"), [("50", False), ("50.0%", False), ("~50", True), ("x", True)]
)
def test_box_compares_values_and_not_text(typed, has_changed):
    field = MeasuredFormField(unit=Unit.PERCENT)

    assert field.has_changed(parse("50%", Unit.PERCENT), typed) is has_changed


def test_box_prints_the_value_and_keeps_text_that_it_could_not_read():
    field = MeasuredFormField(unit=Unit.PERCENT)

    assert field.prepare_value(parse("<5", Unit.PERCENT)) == "<5%"
    assert field.prepare_value("a half") == "a half"


@pytest.mark.django_db
def test_rows_sort_by_the_middle():
    for title, value in (("b", "£5m"), ("a", "£1m-£20m"), ("c", "withheld")):
        factories.make_contract(title, total_value=value)

    ordered = Contract.objects.with_middle_value()

    assert [contract.title for contract in ordered] == ["a", "b", "c"]
    assert Stake.objects.order_by(middle_of("equity")).count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "is_allowed"),
    [
        ({}, True),
        ({"low": 5, "high": 5, "qualifier": "exact", "disclosure": "known"}, True),
        ({"low": 5, "high": None, "qualifier": "more_than", "disclosure": "known"}, True),
        ({"low": 1_000_000, "high": 1_000_000, "disclosure": "known"}, True),
        ({"disclosure": "withheld"}, True),
        ({"low": 5, "high": 4, "disclosure": "known"}, False),
        ({"low": -1, "high": 4, "disclosure": "known"}, False),
        ({"low": 5, "high": 1_000_001, "disclosure": "known"}, False),
        ({"low": 1_000_001, "high": None, "disclosure": "known"}, False),
        ({"low": None, "high": 4, "disclosure": "known"}, False),
        ({"disclosure": "known"}, False),
        ({"low": 5, "high": 5, "disclosure": "withheld"}, False),
        ({"low": 5, "high": 5}, False),
    ],
)
def test_columns_hold_only_values_that_agree(columns, is_allowed):
    subject = factories.make_organisation("Circle")
    stake = Stake(subject=subject, holder_class="employees", source=subject.source)
    for part, content in columns.items():
        setattr(stake, f"equity_{part}", content)

    if is_allowed:
        stake.full_clean()
        stake.save()
        return
    with pytest.raises(ValidationError):
        stake.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        stake.save()


@pytest.mark.django_db
def test_one_query_reads_the_attribute():
    subject = factories.make_organisation("Circle")
    factories.make_stake(subject, equity="49.9")

    assert str(Organisation.objects.get().stakes.get().equity) == "49.9%"
