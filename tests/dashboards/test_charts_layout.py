"""Where things stand in pictures: words inside, not on one another, large enough to read."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from spinouts.dashboards.charts.axes import TimeAxis, ticks
from spinouts.dashboards.charts.chart import Bar, HoldingEdge, HoldingNode, Holdings
from spinouts.dashboards.charts.document import NARROW, WIDE
from spinouts.dashboards.charts.holdings.graph import build_graph
from spinouts.dashboards.charts.holdings.ordering import crossings, place_nodes
from spinouts.dashboards.charts.measure import shorten, text_width, wrap
from spinouts.dashboards.charts.render import render_svg
from spinouts.dashboards.charts.split_bar import claimants, open_share
from spinouts.dashboards.charts.tile_map import PLACES, shade
from tests.dashboards.chart_samples import AS_OF, DRAWINGS, chain, holders, make_chart, part, split

SVG = "{http://www.w3.org/2000/svg}"


def texts(name: str, *, narrow: bool) -> list[tuple[str, float, float, float, float]]:
    """Return (words, left, top, right, bottom) of every text, by the package's own estimate.

    The estimate is on the wide side, so a tenth is taken off.
    """
    chart = make_chart(DRAWINGS[name], name)
    root = ElementTree.fromstring(render_svg(chart, standalone=False, narrow=narrow))
    found = []
    for element in root.iter(f"{SVG}text"):
        size = float(element.get("font-size"))
        is_bold = element.get("font-weight") == "700"
        words = element.text or ""
        width = text_width(words, size, is_bold=is_bold) * 0.9
        x, y = float(element.get("x")), float(element.get("y"))
        left = (
            x - width * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
        )
        found.append((words, left, y - size * 0.75, left + width, y + size * 0.1))
    return found


@pytest.mark.parametrize("name", DRAWINGS)
def test_words_do_not_lie_on_one_another(name):
    for narrow in (False, True):
        for one, other in itertools.combinations(texts(name, narrow=narrow), 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            assert across <= 3 or down <= 3, (narrow, one, other)


@pytest.mark.parametrize("name", DRAWINGS)
def test_words_stay_inside(name):
    for narrow, width in ((False, WIDE), (True, NARROW)):
        for words, left, top, right, _ in texts(name, narrow=narrow):
            assert left >= -6, words
            assert right <= width + 6, words
            assert top >= -2, words


@pytest.mark.parametrize("name", DRAWINGS)
def test_words_are_large_enough(name):
    for narrow in (False, True):
        written = render_svg(make_chart(DRAWINGS[name], name), standalone=False, narrow=narrow)

        assert all(float(size) >= 11 for size in re.findall(r'font-size="([\d.]+)"', written))


@pytest.mark.parametrize("name", DRAWINGS)
def test_pictures_are_as_wide_as_promised(name):
    for narrow, width in ((False, "720"), (True, "340")):
        written = render_svg(make_chart(DRAWINGS[name], name), standalone=False, narrow=narrow)

        assert re.search(r'viewBox="0 0 (\d+)', written).group(1) == width


def test_wrap_keeps_every_word():
    lines = wrap("one two three four five", 60, 12)

    assert " ".join(lines) == "one two three four five"
    assert all(text_width(line, 12) <= 60 for line in lines)


def test_wrap_breaks_a_word_that_is_too_wide():
    lines = wrap("x" * 100, 60, 12)

    assert "".join(lines) == "x" * 100
    assert all(text_width(line, 12) <= 60 for line in lines)


def test_wrap_cuts_the_last_line_allowed():
    lines = wrap("one two three four five six seven", 60, 12, most_lines=2)

    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_wrap_of_nothing_is_one_empty_line():
    assert wrap("", 60, 12) == [""]


def test_shorten_leaves_what_fits():
    assert shorten("GLL", 60, 12) == "GLL"


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (100, [0, 25, 50, 75, 100]),
        (69.1, [0, 20, 40, 60, 80]),
        (1, [0, 0.25, 0.5, 0.75, 1]),
        (4_209_200, [0, 2_000_000, 4_000_000, 6_000_000]),
    ],
)
def test_ticks_are_round_and_reach_the_top(top, expected):
    assert ticks(top) == pytest.approx(expected)


def test_ticks_of_counts_are_whole():
    assert ticks(2, is_whole=True) == [0, 1, 2]


def test_time_axis_draws_days_to_scale():
    axis = TimeAxis(AS_OF.replace(2014), AS_OF.replace(2016), 0, 731)

    assert axis.place(AS_OF.replace(2014)) == 0
    assert axis.place(AS_OF) == 365
    assert axis.place(AS_OF.replace(2020)) == 731


def test_open_share_is_what_the_lows_leave():
    parts = (part("employees", 75.1, 100), part("not_recorded", 0, 24.9))

    assert open_share(parts) == pytest.approx(24.9)
    assert claimants(parts) == ("employees", "not_recorded")


def test_split_draws_lows_to_scale_and_the_rest_striped():
    bar = split(Bar("Equity", (part("employees", 75.1, 100), part("not_recorded", 0, 24.9))))

    root = ElementTree.fromstring(render_svg(make_chart(bar), standalone=False))

    bars = [e for e in root.iter(f"{SVG}rect") if e.find(f"{SVG}title") is not None]
    assert float(bars[0].get("width")) == pytest.approx(720 * 0.751, abs=0.1)
    assert float(bars[1].get("width")) == pytest.approx(720 * 0.249 - 1, abs=0.1)
    assert bars[1].get("fill").startswith("url(#sample-w-range-employees-not-recorded")


@pytest.mark.parametrize(("value", "step"), [(0, 0), (1, 1), (25, 1), (26, 2), (75, 3), (100, 4)])
def test_shade_goes_by_quarters_of_the_largest(value, step):
    assert shade(value, 100) == step


def test_shade_without_any_number_is_the_lightest():
    assert shade(0, 0) == 0


def test_tiles_do_not_share_a_place():
    places = [place[:2] for place in PLACES.values()]

    assert len(places) == len(set(places)) == 12


def test_layers_run_towards_the_subject():
    graph = build_graph(chain(8))

    rank = {key: n for n, layer in enumerate(graph.layers) for key in layer}
    assert all(rank[edge.holder_key] < rank[edge.subject_key] for edge in graph.forward)
    assert rank["n0"] == len(graph.layers) - 1


def test_edge_that_closes_a_loop_is_the_one_that_leads_away_from_the_subject():
    graph = build_graph(chain(8))

    assert [(edge.holder_key, edge.subject_key) for edge in graph.back] == [("n2", "n7")]
    assert len(graph.forward) + len(graph.back) == len(chain(8).edges)


def test_organisation_that_holds_itself_is_a_loop():
    node = HoldingNode("s", "Subject", is_subject=True)

    graph = build_graph(Holdings((node,), (HoldingEdge("s", "s", 10, 10),)))

    assert len(graph.back) == 1


def test_edges_to_unknown_nodes_are_left_out():
    node = HoldingNode("s", "Subject", is_subject=True)

    graph = build_graph(Holdings((node,), (HoldingEdge("x", "s", 10, 10),)))

    assert graph.forward == ()


def test_holding_of_the_subject_stands_right_of_it():
    nodes = (HoldingNode("s", "Subject", is_subject=True), HoldingNode("d", "Daughter"))

    graph = build_graph(Holdings(nodes, (HoldingEdge("s", "d", 100, 100),)))

    assert graph.layers == (("s",), ("d",))


def test_places_keep_boxes_apart():
    graph = build_graph(holders(12))
    heights = dict.fromkeys(graph.nodes, 40.0)

    places = place_nodes(graph, heights, gap=10, bend=20)

    middles = sorted(places.middles[f"h{n}"] for n in range(12))
    assert all(below - above >= 50 - 1e-6 for above, below in itertools.pairwise(middles))
    assert min(places.middles.values()) >= 20 - 1e-6
    assert places.height >= max(middles) + 20 - 1e-6


def test_order_avoids_crossings():
    nodes = [HoldingNode("s", "Subject", is_subject=True)]
    nodes += [HoldingNode(key, key) for key in ("a", "b", "c", "x", "y", "z")]
    pairs = [("a", "s"), ("b", "s"), ("c", "s"), ("x", "c"), ("y", "b"), ("z", "a")]
    edges = tuple(HoldingEdge(holder, subject, 10, 10) for holder, subject in pairs)
    graph = build_graph(Holdings(tuple(nodes), edges))

    places = place_nodes(graph, dict.fromkeys(graph.nodes, 40.0), gap=10, bend=20)

    assert crossings(places.layers, pairs) == 0


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", ["holdings-deep", "holdings-loop"])
def test_loop_is_drawn_and_named(name, narrow):
    written = render_svg(make_chart(DRAWINGS[name]), standalone=False, narrow=narrow)

    assert "chart-loop" in written
    assert re.search(r">[^<]*a loop<", written)


@pytest.mark.parametrize("narrow", [False, True])
def test_every_node_is_named(narrow):
    written = render_svg(make_chart(DRAWINGS["holdings-deeper"]), standalone=False, narrow=narrow)

    assert all(f">Company {n}<" in written for n in range(1, 31))
