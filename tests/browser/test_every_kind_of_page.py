"""Every kind of page in a real browser: accessible, within its policy, within a phone's width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PUBLIC_PAGES = [
    "/",
    "/organisations/",
    "/organisations/?q=circle",
    "/organisations/mycsp/",
    "/organisations/mycsp/?as_of=2013-01-01",
    "/organisations/3bm/",
    "/organisations/circle/",
    "/spin-outs/",
    "/mutuals/",
    "/public-bodies/",
    "/contracts/",
    "/sources/",
    "/organisations/circle-holdings/",
    "/partnerships/",
    "/partnerships/all/",
    "/partnerships/mycsp-jv/",
    "/partnerships/work-programme/",
    "/partnerships/competitions/",
    "/partnerships/competitions/surrey-2011-competition/",
    "/partnerships/deals/",
    "/partnerships/deals/bit-2014/",
    "/partnerships/partners/",
    "/partnerships/primes/",
    "/partnerships/primes/3sc/",
    "/partnerships/supply-chains/",
    "/partnerships/capital/",
    "/partnerships/modeller/",
    "/dashboards/",
    "/dashboards/partnerships/",
    "/dashboards/ownership/",
    "/dashboards/contracts/",
    "/dashboards/contracts/?view=delivered",
    "/methodology/",
    "/glossary/",
    "/accessibility/",
    "/admin/login/",
]
REFUSALS = {
    "/organisations/?as_of=yesterday-ish": 400,
    "/no-such-page/": 404,
}
KEEPERS_PAGES = [
    "/admin/",
    "/admin/organisations/organisation/",
    "/admin/organisations/organisation/add/",
    "/admin/partnerships/contract/",
    "/admin/partnerships/contract/add/",
    "/admin/partnerships/deal/add/",
    "/admin/partnerships/investment/add/",
    "/admin/partnerships/partnership/add/",
    "/admin/partnerships/partnercompetition/add/",
]


def breaches(page: Page) -> list[str]:
    """Run axe and name each rule that is broken with the first place where it is.

    Without `preload`: axe would copy style sheets that import others into the page, against its
    policy.
    """
    results = Axe().run(page, options={"preload": False})
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in results.response["violations"]
    ]


def is_wider_than_its_window(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_public_page_breaks_no_rule_of_accessibility(page, address):
    assert page.goto(address).status == 200

    assert breaches(page) == []


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_public_page_breaks_no_rule_of_accessibility_in_the_dark(page, address):
    page.emulate_media(color_scheme="dark")
    page.goto(address)

    assert breaches(page) == []


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_public_page_fits_a_phone(page, address):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(address)

    assert not is_wider_than_its_window(page)


@pytest.mark.parametrize(("address", "status"), REFUSALS.items())
def test_refusal_is_a_page_like_others(visitor, address, status):
    page = visitor.new_page()

    assert page.goto(address).status == status
    assert breaches(page) == []


@pytest.mark.parametrize("address", KEEPERS_PAGES)
@pytest.mark.parametrize("role", ["officer", "curator"])
def test_keepers_page_is_accessible_and_fits_a_phone(page, site, role, address):
    sign_in(page, role, site.passwords[role])
    assert page.goto(address).status == 200

    assert breaches(page) == []

    page.set_viewport_size({"width": 375, "height": 800})
    assert not is_wider_than_its_window(page)


def test_page_is_read_without_scripts(chromium, site):
    with chromium.new_context(base_url=site.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/organisations/mycsp/?as_of=2013-01-01")

        assert "MyCSP" in page.locator("h1").inner_text()
        assert page.locator("svg").count() > 0
        assert page.locator("table").count() > 0
