"""The made-up register and the measurements on it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Organisation
from partnerships.models import Contract, Stake
from spinouts.exchange.synthetic import Maker, Scale
from spinouts.management.commands.bench import questions

pytestmark = pytest.mark.django_db

TINY = Scale(organisations=20, public_bodies=4, spin_outs=8, stakes=80, contracts=30)


def test_made_up_register_has_the_rows_of_its_scale():
    Maker(TINY, seed=1).make()

    assert Organisation.objects.count() == 20
    assert Contract.objects.count() == 30
    assert Stake.objects.count() == 80


def test_made_up_register_follows_from_its_seed():
    numbers = [Maker(TINY, seed).random.random() for seed in (7, 7, 8)]

    assert numbers[0] == numbers[1] != numbers[2]


def test_made_up_rows_have_their_history():
    Maker(TINY, seed=1).make()

    assert Stake.history.count() == 80
    assert set(Stake.history.values_list("history_change_reason", flat=True)) == {
        "made-up register"
    }


def test_made_up_register_goes_into_no_database_in_use():
    Maker(TINY, seed=1).make()

    with pytest.raises(CommandError, match="already holds organisations"):
        call_command("make_synthetic", scale="S")


def test_bench_prints_a_line_for_every_question():
    Maker(TINY, seed=1).make()
    printed = StringIO()

    call_command("bench", rounds=1, stdout=printed)

    lines = printed.getvalue().splitlines()
    assert len(lines) == 2 + len(questions())
    assert len(lines) > 20
    assert lines[0].startswith("A bare page takes ")


def test_bench_of_nothing_says_so():
    with pytest.raises(CommandError, match="nothing to measure"):
        call_command("bench", rounds=1)
