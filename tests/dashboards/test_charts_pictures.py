"""Every kind of picture, with every kind of content: sound SVG that a page may hold."""

import re
import time
from xml.etree import ElementTree

import pytest

from spinouts.dashboards.charts.chart import HoldingNode, Holdings, RankedBar, RankedBars
from spinouts.dashboards.charts.paints import PAINTS
from spinouts.dashboards.charts.render import render_svg
from tests.dashboards.chart_samples import DRAWINGS, EMPTY, NASTY, make_chart

SVG = "{http://www.w3.org/2000/svg}"
VARIANTS = (
    {"standalone": False},
    {"standalone": False, "narrow": True},
    {"standalone": True},
    {"standalone": True, "narrow": True},
)


def drawn(name: str, variant: dict[str, bool], **changes) -> ElementTree.Element:
    drawing = {**DRAWINGS, **EMPTY}[name]
    return ElementTree.fromstring(render_svg(make_chart(drawing, name, **changes), **variant))


def drawn_every_way(name: str, **changes) -> list[ElementTree.Element]:
    return [drawn(name, variant, **changes) for variant in VARIANTS]


@pytest.mark.parametrize("name", [*DRAWINGS, *EMPTY])
def test_picture_is_sound(name):
    for root in drawn_every_way(name):
        elements = list(root.iter())
        values = [value for element in elements for value in element.attrib.values()]

        assert root.tag == f"{SVG}svg"
        assert not {element.tag for element in elements} & {f"{SVG}script", f"{SVG}style"}
        assert not [element for element in elements if "style" in element.attrib]
        assert not [key for element in elements for key in element.attrib if key.startswith("on")]
        assert not [value for value in values if re.search(r"\b(nan|inf)\b", value)]


@pytest.mark.parametrize("name", DRAWINGS)
def test_sizes_are_not_negative(name):
    for root in drawn_every_way(name):
        for element in root.iter():
            for attribute in ("width", "height", "r", "font-size", "stroke-width"):
                assert float(element.get(attribute, 0)) >= 0


@pytest.mark.parametrize("name", [*DRAWINGS, *EMPTY])
def test_picture_has_name_description_and_role(name):
    for root in drawn_every_way(name, title=NASTY, summary=NASTY):
        by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        has_links = root.find(f".//{SVG}a") is not None

        assert root.get("role") == ("group" if has_links else "img")
        assert by_id[root.get("aria-labelledby")].text == NASTY
        assert by_id[root.get("aria-describedby")].text == NASTY


@pytest.mark.parametrize("name", DRAWINGS)
def test_page_picture_uses_known_paints_and_no_colours(name):
    root = drawn(name, {"standalone": False})

    for element in root.iter():
        classes = element.get("class", "").split()
        if element is not root:
            assert set(classes) <= set(PAINTS)
        for attribute in ("fill", "stroke"):
            value = element.get(attribute, "none")
            assert value == "none" or value.startswith("url(#")


@pytest.mark.parametrize("name", DRAWINGS)
def test_picture_to_keep_stands_alone(name):
    written = render_svg(make_chart(DRAWINGS[name], name), standalone=True)
    root = ElementTree.fromstring(written)

    texts = " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    assert "class=" not in written
    assert "var(" not in written
    assert root.find(f".//{SVG}a") is None
    assert root.find(f"{SVG}rect").get("fill") == "#ffffff"
    assert "Who owns it" in texts
    assert "Staff hold 75.1% or more." in texts
    assert "Register of public service spin-outs, as of 31 March 2015" in texts
    assert root.get("font-family") == "Helvetica, Arial, sans-serif"


def test_ids_are_unique_on_a_page_of_many_charts():
    page = "".join(
        render_svg(make_chart(drawing, name), standalone=False, narrow=narrow)
        for name, drawing in DRAWINGS.items()
        for narrow in (False, True)
    )

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_ids_follow_the_prefix_where_a_page_shows_two_charts_of_one_name():
    chart = make_chart(DRAWINGS["split-all"], "ownership")
    first = render_svg(chart, standalone=False, prefix="mycsp-ownership")
    second = render_svg(chart, standalone=False, prefix="circle-ownership")

    ids = re.findall(r'\bid="([^"]+)"', first + second)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", DRAWINGS)
def test_references_lead_to_definitions_of_the_same_picture(name):
    for variant in VARIANTS:
        written = render_svg(make_chart(DRAWINGS[name], name), **variant)

        ids = set(re.findall(r'\bid="([^"]+)"', written))
        assert set(re.findall(r"url\(#([^)]+)\)", written)) <= ids


@pytest.mark.parametrize("name", [name for name in DRAWINGS if name.endswith("nasty")])
def test_names_are_escaped(name):
    for variant in VARIANTS:
        written = render_svg(make_chart(DRAWINGS[name], name), **variant)

        assert "<Care>" not in written
        assert "& B" not in written


@pytest.mark.parametrize("narrow", [False, True])
def test_long_name_keeps_its_whole_words_in_the_tooltip(narrow):
    name = "A service with a very long name " * 6
    bars = RankedBars((RankedBar(name, 1, 1),), "count")

    root = ElementTree.fromstring(render_svg(make_chart(bars), standalone=False, narrow=narrow))

    titles = [element.text for element in root.iter(f"{SVG}title")]
    assert f"{name}: 1" in titles


def test_characters_that_xml_forbids_are_dropped():
    bars = RankedBars((RankedBar("bad\x00\x08\ud800 name", 1, 1, href="/x/"),), "count")

    root = ElementTree.fromstring(render_svg(make_chart(bars), standalone=False))

    assert root.find(f".//{SVG}a").get("aria-label") == "bad name: 1"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", " /x", "JAVASCRIPT:x"])
def test_odd_addresses_are_not_linked(href):
    node = HoldingNode("s", "Subject", href=href, is_subject=True)

    written = render_svg(make_chart(Holdings((node,), ())), standalone=False)

    assert "<a " not in written


def test_link_is_named_after_what_it_shows():
    bars = RankedBars(
        (RankedBar("GLL", 1e6, 2e6, href="/organisations/gll/?as_of=2015"),), "pounds"
    )

    root = ElementTree.fromstring(render_svg(make_chart(bars), standalone=False))

    link = root.find(f".//{SVG}a")
    assert link.get("href") == "/organisations/gll/?as_of=2015"
    assert link.get("aria-label") == "GLL: £1m to £2m"


@pytest.mark.parametrize("name", EMPTY)
def test_empty_picture_says_so(name):
    root = drawn(name, {"standalone": True})

    texts = " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    assert "There is nothing to draw: no contracts to show as of 31 March 2015." in texts


def test_charts_are_drawn_quickly():
    charts = [make_chart(drawing, name) for name, drawing in DRAWINGS.items()]
    times = []
    for chart in charts:
        best = 1.0
        for _ in range(3):
            begun = time.perf_counter()
            render_svg(chart, standalone=False)
            best = min(best, time.perf_counter() - begun)
        times.append(best)

    assert sorted(times)[len(times) // 2] < 0.005
