"""A chart as the page shows it."""

from datetime import date
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from django.template.loader import render_to_string

from spinouts.dashboards.charts.chart import LeftOut
from spinouts.dashboards.charts.present import PresentedChart, present
from tests.dashboards.chart_samples import DRAWINGS, EMPTY, NASTY, make_chart

VOID = {"meta", "br", "img", "input", "hr"}


def presented(table: pd.DataFrame | None = None, **changes) -> PresentedChart:
    if table is not None:
        changes["table"] = table
    return present(make_chart(DRAWINGS["split-range"], "ownership", **changes), "/x/", "")


def cells(table: pd.DataFrame, **changes) -> list[list[str]]:
    return [[cell.words for cell in row] for row in presented(table, **changes).rows]


def test_low_and_high_are_shown_as_one_column():
    table = pd.DataFrame(
        {"measure": ["board_seats"], "category": ["employee_trust"], "percent_low": [75.1],
         "percent_high": [100.0]}
    )  # fmt: skip

    found = presented(table, column_labels={"measure": "Measure", "percent": "Share"})

    assert [(h.label, h.is_number) for h in found.headings] == [
        ("Measure", False),
        ("Category", False),
        ("Share", True),
    ]
    assert [cell.words for cell in found.rows[0]] == [
        "Board seats",
        "Employee trust",
        "75.1 to 100%",
    ]


def test_heading_of_a_pair_follows_from_its_low():
    table = pd.DataFrame({"value_gbp_low": [1.0], "value_gbp_high": [1.0]})

    found = presented(table, column_labels={"value_gbp_low": "Value, lowest"})

    assert found.headings[0].label == "Value"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("value_gbp", 1_035_049.29, "£1.04m"),
        ("value_gbp", np.nan, "not known"),
        ("median_percent", 33.33333, "33.3333%"),
        ("lower_quartile", 24.9, "24.9%"),
        ("organisation_count", 1234, "1,234"),
        ("year", 2015, "2015"),
        ("valid_from", date(2015, 3, 1), "1 March 2015"),
        ("valid_from", None, "before records began"),
        ("valid_to", None, "still"),
        ("sector", "social", "Social sector"),
        ("region", "yorkshire_humber", "Yorkshire and the Humber"),
        ("name", "social", "social"),
        ("name", "", "not known"),
        ("name", None, "not known"),
        ("is_about", True, "yes"),
        ("months", 7.5, "7.5"),
        ("view", "by_provider", "By provider"),
    ],
)
def test_cells_are_written_as_people_read_them(column, value, words):
    dtype = None if isinstance(value, (int, float)) else object
    table = pd.DataFrame({column: pd.Series([value], dtype=dtype)})

    assert cells(table, cell_labels={"by_provider": "By provider"}) == [[words]]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (24.9, 24.9, "24.9%"),
        (33.3333, 33.3333, "33.3333%"),
        (0.0, 24.9, "up to 24.9%"),
        (0.0, 100.0, "not known"),
        (0.0, 0.0, "0%"),
        (np.nan, np.nan, "not known"),
        (5.0, np.nan, "at least 5%"),
    ],
)
def test_ranges_of_per_cent(low, high, words):
    table = pd.DataFrame({"percent_low": [low], "percent_high": [high]})

    assert cells(table) == [[words]]


def test_about_rows_keep_their_sign():
    table = pd.DataFrame({"percent_low": [50.0, 50.0], "percent_high": [50.0, 50.0]})

    assert cells(table, about_rows=frozenset({1})) == [["50%"], ["~50%"]]


def test_downloads_keep_the_parameters_of_the_page():
    found = present(
        make_chart(DRAWINGS["tiles"], "regions"), "/dashboards/x/", "as_of=2015-03-31&sector=a%26b"
    )

    assert [download.label for download in found.downloads] == ["CSV", "SVG", "PNG", "JSON"]
    assert (
        found.downloads[0].url == "/dashboards/x/charts/regions.csv?as_of=2015-03-31&sector=a%26b"
    )


def test_downloads_without_parameters_have_no_question_mark():
    assert presented().downloads[2].url == "/x/charts/ownership.png"


def test_rule_leads_to_the_methodology():
    assert presented().rule_url == "/methodology/#f1"
    assert presented(rule="").rule_url == ""


def test_counted_words_name_what_was_left_out_and_why():
    found = presented()

    assert found.counted_words == (
        "Based on 47 contracts; 60 left out: 31 without a value, 29 not placed in time."
    )
    assert found.left_out_words == "60 left out: 31 without a value, 29 not placed in time."


def test_counted_words_with_one_reason_do_not_count_twice():
    found = presented(left_out=(LeftOut(2, "without a value"), LeftOut(0, "undated")))

    assert found.counted_words == "Based on 47 contracts; 2 left out: without a value."


def test_counted_words_with_nothing_left_out():
    found = presented(left_out=(), record_count=1)

    assert found.counted_words == "Based on 1 contract."
    assert found.left_out_words == ""


def test_empty_chart_has_words_in_place_of_a_picture():
    found = present(make_chart(EMPTY["no-bars"], empty_words="No contract yet."), "/x/", "")

    assert found.empty_words == "No contract yet."
    assert found.svg_wide == ""


class _Tree(HTMLParser):
    """Checks that elements close in order, and keeps tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def component(chart: PresentedChart) -> tuple[str, _Tree]:
    written = render_to_string("_components/chart.html", {"chart": chart})
    tree = _Tree()
    tree.feed(written)
    assert tree.open == []
    return written, tree


def test_component_shows_everything_a_chart_owes():
    written, tree = component(
        presented(sources=(("Contracts Finder", "https://example.org/"), ("A letter", "")),
                  notes=("Ceilings are never summed.",))
    )  # fmt: skip

    tags = [tag for tag, _ in tree.seen]
    assert tags.count("svg") == 2
    assert ("figure", {"class": "chart", "id": "chart-ownership"}) in tree.seen
    for tag in ("figcaption", "h3", "details", "summary", "table", "caption"):
        assert tag in tags
    assert "Based on 47 contracts; 60 left out" in written
    assert "/methodology/#f1" in written
    assert "Ceilings are never summed." in written
    assert "A letter" in written
    assert 'href="/x/charts/ownership.csv"' in written


def test_component_has_a_table_that_can_be_scrolled_by_keyboard():
    _, tree = component(presented())

    scrolls = [
        attributes for _, attributes in tree.seen if attributes.get("class") == "table-scroll"
    ]
    assert scrolls == [
        {
            "class": "table-scroll",
            "tabindex": "0",
            "role": "region",
            "aria-label": "Table: Who owns it",
        }
    ]
    assert all(attributes.get("scope") for tag, attributes in tree.seen if tag == "th")


def test_component_needs_neither_style_nor_script():
    written, tree = component(presented())

    assert "<style" not in written
    assert "<script" not in written
    assert not [a for _, a in tree.seen if "style" in a or any(k.startswith("on") for k in a)]


def test_component_escapes_words():
    table = pd.DataFrame({"name": [NASTY]})

    written, _ = component(presented(table, title=NASTY, summary=NASTY, notes=(NASTY,)))

    assert "<Care>" not in written


def test_component_of_nothing_says_so():
    empty = pd.DataFrame(columns=["category", "percent_low", "percent_high"])
    chart = make_chart(EMPTY["no-bars"], "ownership", table=empty, record_count=0)

    written, tree = component(present(chart, "/x/", ""))

    assert "There is nothing to draw: no contracts to show as of 31 March 2015." in written
    assert "svg" not in [tag for tag, _ in tree.seen]
    assert "table" not in [tag for tag, _ in tree.seen]


def test_two_charts_of_one_name_on_a_page_have_their_own_ids():
    chart = make_chart(DRAWINGS["split-all"], "ownership")
    one = present(chart, "/x/", "", prefix="mycsp-ownership")
    other = present(chart, "/y/", "", prefix="circle-ownership")

    _, first = component(one)
    _, second = component(other)

    ids = [a["id"] for _, a in first.seen + second.seen if "id" in a]
    assert len(ids) == len(set(ids))


def test_page_carries_the_first_rows_of_a_long_table_and_says_so():
    table = pd.DataFrame({"year": range(1_234), "value_gbp": np.ones(1_234)})

    found = presented(table)

    assert len(found.rows) == 200
    assert (
        found.rows_words == "The first 200 of 1,234 rows. The CSV and JSON files have all of them."
    )
    assert len(found.chart.table) == 1_234


def test_page_says_nothing_of_rows_where_it_has_all():
    assert presented(pd.DataFrame({"year": [2015]})).rows_words == ""
