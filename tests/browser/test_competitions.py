"""A competition from its notice to its signing, in a real browser without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.test_every_kind_of_page import breaches, is_wider_than_its_window, sign_in

pytestmark = pytest.mark.browser

LIST = "/partnerships/competitions/"


@pytest.fixture
def officer(page: Page, site) -> Page:
    """Open a page on which the demo officer is signed in."""
    sign_in(page, "officer", site.passwords["officer"])
    return page


def fill(page: Page, boxes: dict[str, str]) -> None:
    for name, text in boxes.items():
        page.fill(f"[name='{name}']", text)


def set_up(page: Page, title: str) -> str:
    """Set a competition up, and give the address of its page."""
    page.goto(f"{LIST}new/")
    fill(
        page,
        {
            "title": title,
            "venture_name": f"{title} Ltd",
            "stake_on_offer": "40",
            "contract_value": "£7m",
            "closes_on": "2090-03-31",
            "criteria-0-name": "Price",
            "criteria-0-weight": "60",
            "criteria-1-name": "Culture",
            "criteria-1-weight": "40",
        },
    )
    page.click("button:text-is('Save')")
    page.wait_for_url("**/partnerships/competitions/*/")
    return page.url


def enter_bid(page: Page, address: str, name: str) -> str:
    """Enter a bid, and give the address of its page."""
    page.goto(f"{address}bids/new/")
    fill(
        page,
        {
            "bidders-0-name": name,
            "cash": "£500k",
            "in_kind": "withheld",
            "stake_sought": "40",
            "skills": "Finance and bidding.",
            "offers-0-words": "Working capital",
        },
    )
    page.select_option("[name='offers-0-kind']", "capital")
    page.click("button:text-is('Save')")
    page.wait_for_url("**/bids/*/")
    return page.url


def test_pages_of_running_break_no_rule_and_fit_a_phone(officer):
    address = set_up(officer, "Partner for gardens")
    officer.goto(f"{address}move/open/")
    officer.click("button:text-is('Open for bids')")
    bid = enter_bid(officer, address, "Gardeners")
    pages = [
        f"{LIST}new/",
        address,
        f"{address}edit/",
        f"{address}assessors/",
        f"{address}move/abandoned/",
        f"{address}ranking/",
        f"{address}bids/new/",
        bid,
        f"{bid}edit/",
        f"{bid}move/submitted/",
    ]
    broken = {}
    for scheme in ("light", "dark"):
        officer.emulate_media(color_scheme=scheme)
        for page in pages:
            officer.set_viewport_size({"width": 1280, "height": 900})
            assert officer.goto(page).status == 200
            if found := breaches(officer):
                broken[page] = found
            officer.set_viewport_size({"width": 390, "height": 800})
            if is_wider_than_its_window(officer):
                broken[page] = ["wider than a phone"]

    assert broken == {}


def test_form_that_is_refused_leads_to_its_boxes(officer):
    officer.goto(f"{LIST}new/")
    fill(officer, {"title": "Partner for parks", "stake_on_offer": "forty"})
    officer.click("button:text-is('Save')")

    officer.click(".error-summary a")

    assert officer.evaluate("document.activeElement.name") == "stake_on_offer"
    assert officer.input_value("[name=title]") == "Partner for parks"
    assert breaches(officer) == []


def test_competition_is_run_without_scripts(chromium, site):
    with chromium.new_context(base_url=site.url, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, "officer", site.passwords["officer"])
        address = set_up(page, "Partner for theatres")
        page.goto(f"{address}move/open/")
        page.click("button:text-is('Open for bids')")
        bid = enter_bid(page, address, "Players")
        page.goto(f"{bid}move/submitted/")
        page.click("button:text-is('It came in')")
        page.goto(address)

        assert "Players" in page.inner_text("#bids")
        assert "submitted" in page.inner_text("#bids")


def test_visitor_learns_nothing_of_a_bid(officer, visitor, chromium, site):
    address = set_up(officer, "Partner for harbours")
    officer.goto(f"{address}move/open/")
    officer.click("button:text-is('Open for bids')")
    bid = enter_bid(officer, address, "Sailors")

    with chromium.new_context(base_url=site.url) as context:
        page = context.new_page()
        assert page.goto(address).status == 404
        assert page.goto(bid).status == 404
        assert "Partner for harbours" not in page.goto(LIST).text()
