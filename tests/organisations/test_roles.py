"""Who may do what: every part, every action, every model; and whose rows are whose."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from organisations import roles
from organisations.models import Organisation, OrganisationName, Source
from organisations.roles import SCOPES, Keeper, Part
from partnerships.models import Contract, ContractParty, Stake
from spinouts.models import SpinOut, SpinOutParent, StageEvent
from tests import factories

OUR_APPS = {"organisations", "partnerships", "spinouts"}
ACTIONS = ("view", "add", "change", "delete")


def _models():
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS and not model.__name__.startswith("Historical")
    ]


def test_every_model_has_a_scope_and_every_scope_a_model():
    assert {model._meta.label_lower for model in _models()} == set(SCOPES)


@pytest.mark.parametrize("model", _models(), ids=lambda model: model._meta.label_lower)
def test_scopes_lead_somewhere(model):
    scope = SCOPES[model._meta.label_lower]

    for lookup in (*scope.owners, *scope.published):
        if lookup:
            assert str(model.objects.filter(**{f"{lookup}__isnull": True}).query)


@pytest.fixture
def world(db):
    """Store two councils, each with a public and a draft spin-out, stake and contract."""
    world = {}
    for name in ("own", "other"):
        body = factories.make_body(f"{name} council")
        world[name] = {"body": body}
        for state in ("published", "draft"):
            spin_out = factories.make_spin_out(f"{name} {state}", (body,), state=state)
            world[name][state] = {
                "organisation": spin_out.organisation,
                "spin_out": spin_out,
                "stake": factories.make_stake(spin_out.organisation, equity="5", state=state),
                "contract": factories.make_contract(
                    f"{name} {state}", (spin_out.organisation,), (body,), state=state
                ),
            }
    return world


def _user(part, world):
    return {
        Part.ANONYMOUS: AnonymousUser,
        Part.RESEARCHER: factories.make_user,
        Part.OFFICER: lambda: factories.make_officer(world["own"]["body"]),
        Part.CURATOR: factories.make_curator,
        Part.SUPERUSER: factories.make_superuser,
    }[part]()


SEEN = {
    Part.ANONYMOUS: {"own published", "other published"},
    Part.RESEARCHER: {"own published", "other published"},
    Part.OFFICER: {"own published", "own draft", "other published"},
    Part.CURATOR: {"own published", "own draft", "other published", "other draft"},
    Part.SUPERUSER: {"own published", "own draft", "other published", "other draft"},
}
CHANGED = SEEN | {
    Part.ANONYMOUS: set(),
    Part.RESEARCHER: set(),
    Part.OFFICER: {"own published", "own draft"},
}


def _told(rows, kind):
    """Name rows as “own draft”, leaving the councils themselves out."""
    words = {
        "organisation": lambda row: row.name,
        "spin_out": lambda row: row.organisation.name,
        "stake": lambda row: row.subject.name,
        "contract": lambda row: row.title,
    }[kind]
    return {text for text in map(words, rows) if "council" not in text}


KINDS = {
    "organisation": Organisation,
    "spin_out": SpinOut,
    "stake": Stake,
    "contract": Contract,
}


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("kind", list(KINDS))
def test_rows_seen_and_kept(part, kind, world):
    user = _user(part, world)
    rows = KINDS[kind].objects

    assert _told(rows.visible_to(user), kind) == SEEN[part]
    assert _told(rows.kept_by(user), kind) == CHANGED[part]
    assert _told(rows.public(), kind) == SEEN[Part.ANONYMOUS]


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("whose", ["own", "other"])
@pytest.mark.parametrize("state", ["published", "draft"])
def test_may_agrees_with_the_rows(part, kind, whose, state, world):
    user, row = _user(part, world), world[whose][state][kind]
    keeps_records = part in {Part.OFFICER, Part.CURATOR, Part.SUPERUSER}

    allowed = {action: roles.may(user, action, type(row), row) for action in ACTIONS}

    assert allowed["view"] == (keeps_records and f"{whose} {state}" in SEEN[part])
    assert allowed["change"] == (f"{whose} {state}" in CHANGED[part])
    assert allowed["delete"] == (part == Part.SUPERUSER)


KEEPERS = {Part.OFFICER, Part.CURATOR, Part.SUPERUSER}
SECRETS = {
    "partnerships.partnercompetition": {Part.SUPERUSER},
    "partnerships.competitioncriterion": KEEPERS,
    "partnerships.competitionassessor": KEEPERS,
    "partnerships.bid": {Part.SUPERUSER},
    "partnerships.bidder": KEEPERS,
    "partnerships.bidoffer": KEEPERS,
    "partnerships.bidscore": KEEPERS,
    "partnerships.dealsketch": KEEPERS | {Part.RESEARCHER},
    "partnerships.bidgrant": set(),
}
"""Models that hold secrets, with the parts that may delete any row of them at all."""


def test_models_that_hold_secrets_are_known():
    assert {label for label, scope in SCOPES.items() if scope.secret} == set(SECRETS)


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("label", SECRETS)
def test_may_of_any_secret_row(part, label, world):
    user, model = _user(part, world), apps.get_model(label)
    keepers = {
        "partnerships.dealsketch": KEEPERS | {Part.RESEARCHER},
        "partnerships.bidgrant": {Part.SUPERUSER},
    }.get(label, KEEPERS)

    allowed = {action: roles.may(user, action, model) for action in ACTIONS}

    assert allowed == {
        "view": part in keepers,
        "add": part in keepers,
        "change": part in keepers,
        "delete": part in SECRETS[label],
    }


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize(
    "model",
    [model for model in _models() if model._meta.label_lower not in SECRETS],
    ids=lambda model: model._meta.label_lower,
)
def test_may_of_any_row(part, model, world):
    user, scope = _user(part, world), roles.scope_of(model)
    is_keeper = part == Part.SUPERUSER or (
        part == Part.CURATOR and scope.keeper != Keeper.SUPERUSERS
    )
    is_officer = part == Part.OFFICER and scope.keeper != Keeper.SUPERUSERS

    assert roles.may(user, "view", model) == (is_keeper or is_officer)
    assert roles.may(user, "change", model) == (
        is_keeper or (is_officer and scope.keeper == Keeper.OFFICERS)
    )
    assert roles.may(user, "delete", model) == (
        part == Part.SUPERUSER
        or (is_keeper and not scope.is_record)
        or (is_officer and scope.keeper == Keeper.OFFICERS and not scope.is_record)
    )


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_but_superusers_touches_accounts(action, world):
    model = apps.get_model("organisations", "User")

    for part in set(Part) - {Part.SUPERUSER}:
        assert not roles.may(_user(part, world), action, model)


def test_account_that_was_switched_off_is_nobody(world):
    user = factories.make_superuser()
    user.is_active = False

    assert roles.part_of(user) == Part.ANONYMOUS
    assert not roles.may(user, "view", Organisation)


def test_part_of_nobody_is_anonymous():
    assert roles.part_of(None) == Part.ANONYMOUS


def test_tie_is_carried_on_by_succession_however_often(world):
    first, second, third = (factories.make_body(name) for name in ("PCT", "CCG", "ICB"))
    factories.make_succession(first, second)
    factories.make_succession(second, third)
    officer = factories.make_officer(first)

    assert roles.body_ids(officer) == {first.pk, second.pk, third.pk}


def test_succession_in_a_circle_ends(db):
    first, second = factories.make_body("One"), factories.make_body("Two")
    factories.make_succession(first, second)
    factories.make_succession(second, first)

    assert roles.body_ids(factories.make_officer(first)) == {first.pk, second.pk}


def test_succession_carries_no_tie_backwards(db):
    first, second = factories.make_body("One"), factories.make_body("Two")
    factories.make_succession(first, second)

    assert roles.body_ids(factories.make_officer(second)) == {second.pk}


def test_bodies_are_remembered_only_when_asked(db, django_assert_num_queries):
    first, second = factories.make_body("One"), factories.make_body("Two")
    officer = factories.make_officer(first)
    roles.body_ids(officer)
    officer.ties.create(body=second)
    assert roles.body_ids(officer) == {first.pk, second.pk}

    roles.remember_bodies(officer)

    with django_assert_num_queries(0):
        assert roles.body_ids(officer) == {first.pk, second.pk}


def test_officer_sees_sources_and_lists_but_changes_none(world):
    officer = _user(Part.OFFICER, world)

    assert set(Source.objects.visible_to(officer)) == set(Source.objects.all())
    assert not Source.objects.kept_by(officer).exists()
    assert roles.may(officer, "add", Source)
    assert not roles.may(officer, "change", Source, Source.objects.first())


def test_row_with_several_own_parties_is_seen_once(world):
    officer = _user(Part.OFFICER, world)

    titles = list(Contract.objects.visible_to(officer).values_list("title", flat=True))
    parties = list(ContractParty.objects.kept_by(officer).values_list("pk", flat=True))

    assert sorted(titles) == sorted(set(titles))
    assert sorted(parties) == sorted(set(parties))


def test_stage_that_is_not_public_is_seen_by_its_body(world):
    considering = factories.make_stage("considering", is_public=False)
    for whose in ("own", "other"):
        factories.make_stage_event(
            world[whose]["published"]["spin_out"], considering, date(2010, 1, 1)
        )
    officer = _user(Part.OFFICER, world)

    seen = StageEvent.objects.visible_to(officer).select_related("spin_out__organisation")

    assert StageEvent.objects.public().count() == 0
    assert [str(event.spin_out) for event in seen] == ["own published"]


def test_parent_that_is_a_draft_is_not_public(world):
    spin_out = world["other"]["published"]["spin_out"]
    SpinOutParent.objects.create(spin_out=spin_out, body=world["own"]["draft"]["organisation"])

    assert "own draft" not in {parent.body.name for parent in SpinOutParent.objects.public()}


def test_evidence_is_changed_by_who_changes_the_record(world):
    officer = _user(Part.OFFICER, world)
    for whose, is_allowed in (("own", True), ("other", False)):
        organisation = world[whose]["published"]["organisation"]
        evidence = organisation.evidence.create(source=organisation.source)

        assert roles.may(officer, "change", type(evidence), evidence) is is_allowed


def test_rows_of_a_record_follow_it(world):
    officer = _user(Part.OFFICER, world)
    for whose in ("own", "other"):
        for state in ("published", "draft"):
            factories.make_name(world[whose][state]["organisation"], f"{whose} {state} name")

    seen = set(OrganisationName.objects.visible_to(officer).values_list("name", flat=True))
    kept = set(OrganisationName.objects.kept_by(officer).values_list("name", flat=True))

    assert seen == {"own published name", "own draft name", "other published name"}
    assert kept == {"own published name", "own draft name"}


def test_djangos_permissions_come_from_the_roles(world):
    officer = _user(Part.OFFICER, world)

    assert officer.has_perm("organisations.change_organisation")
    assert officer.has_perm(
        "organisations.change_organisation", world["own"]["draft"]["organisation"]
    )
    assert not officer.has_perm(
        "organisations.change_organisation", world["other"]["published"]["organisation"]
    )
    assert not officer.has_perm("organisations.change_user")
    assert not officer.has_perm("auth.add_group")
    assert officer.has_module_perms("spinouts")
    assert not factories.make_user().has_module_perms("spinouts")
    assert "organisations.delete_organisation" not in officer.get_all_permissions()
