"""A whole register as visitors meet it: the real server on the starter data, and Chromium."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.config.environments import run, serving
from tests.conftest import find_chromium

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A served register: its address without a slash at the end, and the demo accounts."""

    url: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Load the starter register into a folder of its own and serve it for the whole run."""
    var_dir = tmp_path_factory.mktemp("register")
    ready = run("manage.py", "run_register", "--no-serve", var_dir=var_dir)
    assert ready.returncode == 0, ready.stderr
    passwords = dict(re.findall(r"^  (\w+) +(\S+)", ready.stdout, re.MULTILINE))
    with serving(var_dir) as served:
        yield Site(served.url, passwords)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium, once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_FLAGS, headless=True
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """Open a visit of its own: no cookies, a desk-top window, addresses relative to the site."""
    with chromium.new_context(
        base_url=site.url, viewport={"width": 1280, "height": 900}
    ) as context:
        yield context


@pytest.fixture
def page(visitor: BrowserContext, site: Site) -> Iterator[Page]:
    """Open a page that tells of what must never happen.

    When the test is over there must have been no breach of the content policy, no error of a
    script, and no request to another origin.
    """
    page, wrong = visitor.new_page(), []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.url, "data:"))
            else wrong.append(f"request to {request.url}")
        ),
    )
    yield page
    assert wrong == []
