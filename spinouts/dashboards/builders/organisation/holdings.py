"""The holdings chart: who holds whom up to the final holders, and each path with its product."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from django.urls import reverse

from partnerships.choices import Category, Measure
from spinouts.dashboards.builders.organisation.ownership import LOOK_THROUGH_NOTE, nothing_words
from spinouts.dashboards.charts.chart import Chart, HoldingEdge, HoldingNode, Holdings
from spinouts.dashboards.charts.palette import CATEGORY_LABELS
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.organisation import OrganisationFigures
from spinouts.dashboards.words import date_words, percent_words

ARROW = " ← "
NOT_RECORDED = "not recorded"
FURTHER_PATHS = "further paths, each too small to list"


def holdings(figures: OrganisationFigures) -> Chart:
    """Draw the organisation, its holders and theirs, with each path of equity (F2)."""
    table = _path_table(figures.ownership.paths)
    nodes, edges = _graph(figures)
    return Chart(
        name="holdings",
        title=f"The chain of holdings above {figures.name}, {date_words(figures.day)}",
        summary=_summary(table, nodes) or nothing_words(figures),
        unit="per cent of equity",
        table=table,
        column_labels={
            "path": "Path, held by",
            "category": "Ends with",
            "percent": "Share along the path",
            "percent_low": "Share in per cent, lowest",
            "percent_high": "Share in per cent, highest",
        },
        drawing=Holdings(nodes=nodes, edges=edges),
        record_count=sum(edge.is_size_known for edge in edges),
        record_noun="stakes of known size",
        rule="F2",
        as_of=figures.day,
        notes=(LOOK_THROUGH_NOTE,),
        empty_words=nothing_words(figures),
    )


def _summary(table: pd.DataFrame, nodes: tuple[HoldingNode, ...]) -> str:
    if not len(table):
        return ""
    first = table.iloc[0]
    share = percent_words(first["percent_low"], first["percent_high"])
    return (
        f"{counted(len(table), 'paths')} lead to final holders through "
        f"{counted(len(nodes) - 1, 'holders')}; the widest, {first['path']}, carries {share}."
    )


def _path_table(paths: pd.DataFrame) -> pd.DataFrame:
    """Write each path in words: the organisation ← its holder ← the holder's holder."""
    words = [
        FURTHER_PATHS if row.is_remainder else ARROW.join(_steps(row.path, row.names))
        for row in paths.itertuples()
    ]
    columns = paths[["category", "percent_low", "percent_high"]].reset_index(drop=True)
    columns.insert(0, "path", pd.Series(words, dtype=object))
    return columns


def _steps(keys: tuple[str, ...], names: tuple[str, ...]) -> Iterator[str]:
    for key, name in zip(keys, names, strict=True):
        yield NOT_RECORDED if key.startswith("not_recorded:") else name


def _graph(
    figures: OrganisationFigures,
) -> tuple[tuple[HoldingNode, ...], tuple[HoldingEdge, ...]]:
    """Collect the holders reached on the day, and what each holds."""
    own = figures.ownership
    equity = own.all_holders[own.all_holders["measure"] == Measure.EQUITY]
    public = set(own.organisations.loc[own.organisations["is_public_body"], "organisation_id"])
    slugs = dict(zip(own.organisations["organisation_id"], own.organisations["slug"], strict=True))
    subject = figures.organisation.pk
    nodes: dict[str, HoldingNode] = {}
    edges: list[HoldingEdge] = []
    reached, frontier = {subject}, [subject]
    while frontier:
        held = frontier.pop(0)
        for row in equity[equity["subject_id"] == held].itertuples():
            node = _holder_node(row, slugs, figures.as_of_query)
            nodes.setdefault(node.key, node)
            edges.append(_edge(row, node.key))
            if pd.notna(row.holder_id) and row.holder_id not in reached | public:
                reached.add(row.holder_id)
                frontier.append(row.holder_id)
        for node, edge in _unrecorded(own.all_splits, held):
            nodes.setdefault(node.key, node)
            edges.append(edge)
    if not edges:
        return (), ()
    own_key = f"organisation:{subject}"
    nodes[own_key] = HoldingNode(own_key, figures.name, is_subject=True)
    return tuple(nodes.values()), tuple(edges)


def _holder_node(row, slugs: dict[int, str], query: str) -> HoldingNode:
    """Make the node of a holder; a class belongs to the one organisation that it holds."""
    is_class = row.holder_key.startswith("class:")
    key = f"{row.holder_key}@{row.subject_id}" if is_class else row.holder_key
    slug = slugs.get(row.holder_id)
    page = reverse("spinouts:organisation-detail", args=[slug]) if slug else ""
    return HoldingNode(
        key=key,
        name=row.holder_name,
        category=row.category,
        href=f"{page}?{query}" if page and query else page,
        note=CATEGORY_LABELS[row.category].lower(),
    )


def _edge(row, node_key: str) -> HoldingEdge:
    return HoldingEdge(
        holder_key=node_key,
        subject_key=f"organisation:{row.subject_id}",
        low=row.percent_low,
        high=row.percent_high,
        words=percent_words(row.percent_low, row.percent_high, bool(row.is_about)),
        is_size_known=bool(row.is_size_known),
    )


def _unrecorded(
    splits: pd.DataFrame, organisation_id: int
) -> Iterator[tuple[HoldingNode, HoldingEdge]]:
    """Make the node of what is not recorded in an organisation, if that is certainly something."""
    rows = splits[
        (splits["subject_id"] == organisation_id)
        & (splits["measure"] == Measure.EQUITY)
        & (splits["category"] == Category.NOT_RECORDED)
        & (splits["percent_low"] > 0)
    ]
    for row in rows.itertuples():
        key = f"not_recorded:{organisation_id}"
        low, high = row.percent_low, row.percent_high
        node = HoldingNode(key, "Not recorded", Category.NOT_RECORDED)
        yield node, HoldingEdge(key, f"organisation:{organisation_id}", low, high)
