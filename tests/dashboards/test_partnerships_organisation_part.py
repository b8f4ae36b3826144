"""“Partnerships” on the page of an organisation: as partner and as venture, public part only."""

from datetime import date

import pytest
from django.test import Client

from organisations.models import Organisation
from partnerships.choices import BidStatus
from tests.dashboards.organisation_samples import read
from tests.dashboards.partnership_samples import (
    make_pension_deal,
    make_pension_venture,
    reported_competition,
    told_bid,
    words_of,
)
from tests.factories import (
    make_body,
    make_contribution,
    make_curator,
    make_deal,
    make_jv_partner,
    make_member,
    make_organisation,
    make_partnership,
)

pytestmark = pytest.mark.django_db
PARTNER, VENTURE = "/organisations/equiniti/", "/organisations/mycsp/"


def test_part_is_left_out_where_nothing_is_recorded(client: Client) -> None:
    make_organisation("Alone", slug="alone")
    html = client.get("/organisations/alone/").content.decode()
    assert 'id="partnerships"' not in html
    assert 'href="#partnerships"' not in html


def test_partner_reads_its_ventures_deals_and_contributions(client: Client) -> None:
    make_pension_deal()
    words = words_of(client, PARTNER, "partnerships")
    assert "MyCSP joint venture Joint venture Partner 1 May 2012" in words
    assert "Equiniti and MyCSP, 2012 MyCSP Ltd As partner 1 May 2012 40% withheld £2m" in words
    assert "Technology: a new system (came about in part) MyCSP Ltd venture" in words


def test_venture_reads_the_same_from_the_other_side(client: Client) -> None:
    make_pension_deal()
    words = words_of(client, VENTURE, "partnerships")
    assert "MyCSP joint venture Joint venture The joint body" in words
    assert "Equiniti and MyCSP, 2012 Equiniti As venture" in words
    assert "Technology: a new system (came about in part) Equiniti partner" in words


def test_bids_won_and_lost_stand_with_their_outcome(client: Client) -> None:
    make_pension_deal()
    assert "Partner for MyCSP Led the bid won 1 May 2012" in words_of(
        client, PARTNER, "partnerships"
    )
    lost = words_of(client, "/organisations/capita/", "partnerships")
    assert "Partner for MyCSP Led the bid lost 1 May 2012" in lost
    assert "Won of those decided: 0 of 1." in lost


def test_bid_that_was_shortlisted_has_no_outcome(client: Client) -> None:
    bidder = make_organisation("Wipro", slug="wipro")
    told_bid(reported_competition(make_body()), bidder, BidStatus.SHORTLISTED)
    words = words_of(client, "/organisations/wipro/", "partnerships")
    assert "shortlisted, outcome not recorded" in words
    assert "None of its bids is known to have been won or lost." in words


def test_outcome_after_the_day_is_not_told(client: Client) -> None:
    make_pension_deal()
    words = words_of(client, f"{PARTNER}?as_of=2012-04-30", "partnerships")
    assert "not decided by this day" in words
    assert "Led the bid won" not in words


def test_memberships_and_deals_after_the_day_are_counted_and_not_shown(client: Client) -> None:
    make_pension_deal()
    words = words_of(client, f"{PARTNER}?as_of=2012-04-30", "partnerships")
    assert "2 memberships and deals from after this day are not shown" in words
    assert "As partner" not in words


def test_end_of_a_membership_after_the_day_is_named_as_later(client: Client) -> None:
    member = make_organisation("Member", slug="member")
    make_member(make_partnership("Alliance"), member, left_on=date(2020, 1, 1))
    words = words_of(client, "/organisations/member/?as_of=2015-01-01", "partnerships")
    assert "31 December 2019, after this day" in words


def test_offer_as_a_partner_is_told(client: Client) -> None:
    make_pension_venture()
    make_jv_partner(
        Organisation.objects.get(slug="equiniti"),
        skills="Software",
        capital="unknown",
        service_areas="pensions",
    )
    words = words_of(client, PARTNER, "partnerships")
    assert "Skills it offers Software Capital it offers not known Services Pensions" in words


def test_links_keep_the_day(client: Client) -> None:
    make_pension_deal()
    html = client.get(f"{PARTNER}?as_of=2015-01-01").content.decode()
    assert 'href="/partnerships/mycsp-jv/?as_of=2015-01-01"' in html
    assert 'href="/partnerships/deals/equiniti-mycsp/?as_of=2015-01-01"' in html
    assert 'href="/partnerships/competitions/mycsp-competition/?as_of=2015-01-01"' in html


def test_contribution_of_a_partner_that_is_not_public_is_not_told(client: Client) -> None:
    make_pension_venture()
    secret = make_organisation("Zanzibar", slug="zanzibar", state="draft")
    make_contribution(secret, Organisation.objects.get(slug="mycsp"), words="from Zanzibar")
    assert "anzibar" not in client.get(VENTURE).content.decode()
    client.force_login(make_curator())
    assert "Zanzibar" in read(client, VENTURE)


def test_deal_with_a_partner_without_a_record_names_it(client: Client) -> None:
    venture = make_organisation("Newco", slug="newco")
    make_deal(venture, ("Outside plc",), title="Outside and Newco")
    assert "Outside and Newco Outside plc As venture" in words_of(
        client, "/organisations/newco/", "partnerships"
    )
