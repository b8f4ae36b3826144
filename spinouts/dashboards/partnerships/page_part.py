"""What every part of a page about a partnership or a deal uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spinouts.dashboards.partnerships.book import PageBook
from spinouts.dashboards.views.organisation.parts import Part


@dataclass(frozen=True)
class PagePart(Part):
    """The figures and the sources of a page about a partnership or a deal, and its links."""

    figures: Any
    book: PageBook
