"""Organisations for the tests of their page: small, with literal facts."""

from __future__ import annotations

import re
from datetime import date

from django.test import Client

from organisations.models import Organisation, Profile
from partnerships.actions import settle_stakes
from partnerships.choices import Basis, FigureRole, PeriodKind
from tests.factories import make_body, make_organisation, make_profile, make_stake


def read(client: Client, path: str) -> str:
    """Give the words of a page, without markup, on one line."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words)


def section(client: Client, path: str, name: str) -> str:
    """Give the words of one section of a page."""
    html = client.get(path).content.decode()
    found = re.search(rf'<section id="{name}".*?</section>', html, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found.group()))


def rows(client: Client, path: str) -> list[str]:
    """Give the lines of a chart's CSV."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode().splitlines()


def make_pension_mutual() -> Organisation:
    """Store MyCSP's splits: planned 42/33/25, then 40/35/25, then 51/24/25."""
    mutual = make_organisation("MyCSP Ltd", slug="mycsp")
    partner = make_organisation("Equiniti", slug="equiniti")
    make_profile(partner, "private")
    government = make_body("Cabinet Office", slug="cabinet-office")
    first = {"valid_from": date(2012, 5, 1), "valid_to": date(2014, 10, 2)}
    second = {"valid_from": date(2014, 10, 2)}
    for holder, share, share_after, planned in (
        (partner, "40", "51", "42"),
        (government, "35", "24", "33"),
        ("employees", "25", "25", "25"),
    ):
        make_stake(mutual, holder, equity=share, quote=f"holds {share} of it", **first)
        make_stake(mutual, holder, equity=share_after, **second)
        make_stake(
            mutual,
            holder,
            equity=planned,
            basis=Basis.PLANNED,
            period_kind=PeriodKind.SNAPSHOT,
            seen_on=date(2012, 2, 1),
        )
    settle_stakes(organisation_ids=[mutual.pk])
    return mutual


def make_schools_mutual() -> Organisation:
    """Store 3BM: employees 75.1, a partner 24.9 whose staff own it until a charity buys it."""
    mutual = make_organisation("3BM Ltd", slug="3bm")
    partner = make_organisation("Prospects", slug="prospects")
    make_profile(partner, "private")
    charity = make_organisation("Shaw Trust", slug="shaw-trust")
    make_profile(charity, "social")
    since = {"valid_from": date(2013, 4, 1), "valid_from_precision": "month"}
    make_stake(mutual, "employees", equity="75.1", **since)
    make_stake(mutual, partner, equity="24.9", **since)
    make_stake(
        partner,
        "employees",
        holder_name="staff",
        equity="unknown",
        period_kind=PeriodKind.SNAPSHOT,
        seen_on=date(2013, 3, 21),
    )
    make_stake(partner, charity, equity="100", valid_from=date(2017, 11, 1))
    settle_stakes(organisation_ids=[mutual.pk, partner.pk])
    return mutual


def make_hospital_group() -> Organisation:
    """Store Circle: a chain from June 2011 on, with rival claims of 2010 and 2013."""
    group = make_organisation("Circle Health Ltd", slug="circle")
    investors = make_organisation("Circle Holdings plc", slug="circle-holdings")
    make_profile(investors, "private")
    first = {"valid_from": date(2011, 6, 1), "valid_to": date(2014, 12, 4)}
    make_stake(group, investors, equity="50.1", **first)
    make_stake(group, "employee_trust", holder_name="Circle Partnership", equity="49.9", **first)
    make_stake(group, investors, equity="100", valid_from=date(2014, 12, 4))
    make_stake(
        investors,
        "employee_trust",
        holder_name="Benefit Trust",
        equity="24.3",
        valid_from=date(2016, 1, 1),
    )
    for seen_on, share in ((date(2010, 12, 3), "at least 50"), (date(2013, 1, 1), "~49")):
        make_stake(
            group,
            "employees",
            equity=share,
            role=FigureRole.ALTERNATIVE,
            period_kind=PeriodKind.SNAPSHOT,
            seen_on=seen_on,
        )
    settle_stakes(organisation_ids=[group.pk, investors.pk])
    return group


def make_guarantee_company() -> Organisation:
    """Store an organisation without share capital."""
    company = make_organisation("Sirona", slug="sirona")
    Profile.objects.create(
        organisation=company, sector="mutual", share_capital="no", source=company.source
    )
    return company
