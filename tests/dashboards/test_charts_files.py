"""A chart as CSV, JSON and PNG."""

import csv
import io
import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from spinouts.dashboards.charts.render import render_csv, render_json, render_png
from tests.dashboards.chart_samples import DRAWINGS, EMPTY, make_chart


def rows_of(table: pd.DataFrame) -> list[list[str]]:
    written = render_csv(make_chart(DRAWINGS["columns-one"], table=table))
    return list(csv.reader(io.StringIO(written)))


def test_csv_has_the_published_column_names_first():
    table = pd.DataFrame({"financial_year": ["2014/15"], "value_gbp_low": [4197699.89]})

    assert rows_of(table) == [["financial_year", "value_gbp_low"], ["2014/15", "4197699.89"]]


def test_csv_of_an_empty_table_has_only_names():
    assert rows_of(pd.DataFrame(columns=["category", "percent_low"])) == [
        ["category", "percent_low"]
    ]


@pytest.mark.parametrize(
    ("column", "value", "written"),
    [
        ("value_gbp_low", 1000.0, "1000.00"),
        ("value_gbp_high", 0.005, "0.01"),
        ("value_gbp_high", np.nan, ""),
        ("percent_low", 24.9, "24.9"),
        ("percent_low", 33.33333333, "33.3333"),
        ("percent_low", 100.0, "100"),
        ("percent_low", 0.0, "0"),
        ("percent_low", -0.00001, "0"),
        ("median_percent", None, ""),
        ("contract_count", 12, "12"),
        ("contract_count", np.int64(12), "12"),
        ("valid_from", date(2015, 3, 31), "2015-03-31"),
        ("valid_from", pd.Timestamp(2015, 3, 31), "2015-03-31"),
        ("valid_to", pd.NaT, ""),
        ("is_about", True, "true"),
        ("name", pd.NA, ""),
        ("name", "007", "007"),
        ("name", "NA", "NA"),
    ],
)
def test_csv_cells(column, value, written):
    table = pd.DataFrame({column: pd.Series([value], dtype=object), "last": ["x"]})

    assert rows_of(table)[1] == [written, "x"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_runs_no_formula(start):
    table = pd.DataFrame({"name": [f"{start}HYPERLINK(1)"], "last": ["x"]})

    assert rows_of(table)[1][0] == f"'{start}HYPERLINK(1)"


def test_csv_keeps_negative_numbers_numbers():
    assert rows_of(pd.DataFrame({"change": [-2.5], "last": ["x"]}))[1] == ["-2.5", "x"]


def test_csv_quotes_what_needs_it():
    name = 'Care, "CIC"\nLtd'

    assert rows_of(pd.DataFrame({"name": [name], "last": ["x"]}))[1][0] == name


def test_json_says_everything_in_plain_values():
    table = pd.DataFrame(
        {
            "category": ["public"],
            "percent_low": [24.9],
            "percent_high": [np.nan],
            "valid_from": [date(2015, 1, 1)],
        }
    )

    found = render_json(make_chart(DRAWINGS["columns-one"], "ownership", table=table))

    assert found["name"] == "ownership"
    assert found["as_of"] == "2015-03-31"
    assert found["rule"] == "F1"
    assert found["record_count"] == 47
    assert found["left_out"] == [
        {"count": 31, "reason": "without a value"},
        {"count": 29, "reason": "not placed in time"},
    ]
    assert found["columns"][0] == {"name": "category", "label": "Category"}
    assert found["rows"] == [
        {
            "category": "public",
            "percent_low": 24.9,
            "percent_high": None,
            "valid_from": "2015-01-01",
        }
    ]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize("name", ["columns-open", "holdings-loop", "split-range", "tiles-words"])
def test_png_is_a_picture(name):
    assert render_png(make_chart(DRAWINGS[name])).startswith(b"\x89PNG")


def test_png_of_nothing_is_a_picture():
    assert render_png(make_chart(EMPTY["no-bars"])).startswith(b"\x89PNG")
