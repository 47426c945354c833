"""Any frame with a chart's columns is drawn; what cannot be is told by the chart that was called, by its column."""

import importlib
import importlib.util
import json
import re

import pandas as pd
import pytest
from families import curves, events, memberships, series, spans, ties

from mcollab import charts
from mcollab.errors import McollabError, MissingExtraError

pytestmark = pytest.mark.wide

ONE_YEAR = series().query("year == 2020")
PAIRS = ONE_YEAR.assign(before=1.0, after=2.0)
TIED = ties().assign(shared=lambda rows: rows["shared"].astype(float))

CALLS = {
    "ranked": (charts.ranked, ONE_YEAR, {}, ["value"], ["name"]),
    "race": (charts.race, series(), {}, ["value", "year"], ["name"]),
    "trend": (
        charts.trend,
        series(),
        {"series": "name", "estimate": "estimate"},
        ["value", "year"],
        ["name", "estimate"],
    ),
    "stack": (charts.stack, series(), {"by": "name"}, ["value", "year"], ["name"]),
    "strip": (charts.strip, series(), {"group": "estimate"}, ["value"], ["name", "estimate"]),
    "scatter": (
        charts.scatter,
        series(),
        {"x": "year", "y": "value", "group": "estimate"},
        ["year", "value"],
        ["estimate"],
    ),
    "dumbbell": (charts.dumbbell, PAIRS, {}, ["before", "after"], ["name"]),
    "similarity": (charts.similarity, TIED, {}, ["jaccard"], ["a", "b"]),
    "network": (charts.network, TIED, {}, ["shared"], ["a", "b"]),
    "survival": (charts.survival, curves(), {}, ["time", "survival"], ["group", "low", "high", "at_risk", "events"]),
    "without": (charts.without, ONE_YEAR, {}, ["value"], ["name"]),
    "timeline": (charts.timeline, spans(), {"group": "model"}, [], ["in_force", "ended", "short_name", "model"]),
    "in_force": (charts.in_force, spans(), {"by": "model"}, [], ["in_force", "ended", "model"]),
    "milestones": (charts.milestones, events(), {}, [], ["date", "title", "kind"]),
    "world": (charts.world, memberships(), {}, [], ["arrangement", "country", "joined", "left", "status"]),
    "tile_map": (
        charts.tile_map,
        memberships().assign(year=memberships()["joined"].dt.year),
        {"value": "status", "year": "year"},
        [],
        ["country", "status", "year"],
    ),
    "matrix": (charts.matrix, memberships(), {"status": "status"}, [], ["country", "arrangement", "status"]),
    "crosstab": (charts.crosstab, spans(), {"row": "short_name"}, [], ["short_name", "model"]),
    "composition": (charts.composition, spans(), {"by": "short_name", "part": "model"}, [], ["short_name", "model"]),
    "reader": (charts.reader, spans(), {"label": "short_name", "text": "model"}, [], ["short_name", "model"]),
    "dossier": (
        charts.dossier,
        spans(),
        {"text": "short_name", "group": "model", "filters": ["ended"]},
        [],
        ["short_name", "model", "ended"],
    ),
}
"""Of each family: the function, a frame that it draws, its options, its columns of numbers and its other columns."""


@pytest.mark.parametrize("name", CALLS)
def test_a_column_that_is_missing_is_named_by_the_chart(name):
    draw, frame, options, numbers, others = CALLS[name]
    for column in [*numbers, *others]:
        with pytest.raises(McollabError, match=f"^{name} needs a column '{column}'"):
            draw(frame.drop(columns=column), **options)


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call[3]])
def test_a_column_of_words_in_the_place_of_numbers_is_named_by_the_chart(name):
    draw, frame, options, numbers, _ = CALLS[name]
    for column in numbers:
        with pytest.raises(McollabError, match=f"^{name} needs numbers in column '{column}'"):
            draw(frame.assign(**{column: "many"}), **options)


@pytest.mark.parametrize("name", CALLS)
def test_a_frame_without_rows_is_told_by_the_chart(name):
    draw, frame, options, *_ = CALLS[name]
    with pytest.raises(McollabError, match=f"^{name} got a frame without rows"):
        draw(frame.head(0), **options)


EIGHT = {"year": 2020, "name": list("abcdefgh"), "value": 1, "one": "all"}
BELOW = ONE_YEAR.assign(value=-1.5)
UNFIT = {
    "race": (series().assign(year=2020), {}, "expects one row for each name and year, but "),
    "race below zero": (BELOW, {}, "cannot draw negative amounts, but column 'value' goes down to -1.5"),
    "race of groups": (pd.DataFrame(EIGHT), {"colour": "name"}, "tells at most 7 groups apart"),
    "matrix": (pd.concat([memberships()] * 2), {}, "expects one row for each country and arrangement, but "),
    "matrix of statuses": (
        pd.DataFrame(EIGHT),
        {"row": "name", "column": "one", "status": "name"},
        "tells at most 7 statuses apart",
    ),
    "trend of rows that stand twice": (
        pd.concat([series()] * 2),
        {"series": "name"},
        "expects one row for each name and year, but 'Aland' comes twice in ",
    ),
    "trend of one line": (series(), {}, "expects one row for each year, but '20"),
    "dumbbell": (pd.concat([PAIRS] * 2), {}, "expects one row for each name, but 'Aland' comes twice: keep one"),
    "dumbbell with one name": (PAIRS, {"names": ("x",)}, "needs names for two, such as .*, but got \\('x',\\)"),
    "dumbbell with a text": (PAIRS, {"names": "ab"}, "needs names for two, such as .*, but got 'ab'"),
    "trend": (series(), {"series": "name", "highlight": ["Nowhere"]}, "has no series 'Nowhere' to highlight"),
    "composition": (pd.DataFrame(EIGHT), {"by": "one", "part": "name"}, "tells at most 7 parts apart"),
    "without": (BELOW, {}, "cannot draw negative amounts, but column 'value' goes down to -1.5"),
    "ranked all but one": (ONE_YEAR, {"top": -1}, "needs a whole number from 1 on for top, but got -1"),
    "ranked none": (ONE_YEAR, {"top": 0}, "needs a whole number from 1 on for top, but got 0"),
    "ranked two and a half": (ONE_YEAR, {"top": 2.5}, "needs a whole number from 1 on for top, but got 2.5"),
    "race none": (series(), {"top": 0}, "needs a whole number from 1 on for top, but got 0"),
    "in_force none": (spans(), {"by": "model", "most": 0}, "needs a whole number from 1 on for most, but got 0"),
    "network": (
        pd.concat([TIED, TIED.rename(columns={"a": "b", "b": "a"})]),
        {},
        "expects one row for each a and b, but '[A-Z]+' comes twice in [A-Z]+: keep one",
    ),
    "tile_map of no class": (
        memberships().assign(value=range(len(memberships()))).drop_duplicates("country"),
        {"steps": [float("nan")]},
        r"expects one to 6 ascending steps, but got \[nan\]",
    ),
    "network of one with itself": (
        TIED.assign(b=TIED["a"]),
        {},
        "expects two in each row, but got '[A-Z]+' with itself: leave that row out",
    ),
    "tile_map of words": (
        memberships().assign(value=range(len(memberships()))).drop_duplicates("country"),
        {"steps": "ab"},
        "expects one to 6 ascending steps, but got 'ab'",
    ),
    "ranked": (pd.concat([ONE_YEAR] * 2), {}, "expects one row for each name, but 'Aland' comes twice: keep one"),
    "scatter": (PAIRS, {"x": "before", "y": "after", "format": (",",)}, "needs formats for two, such as .*, but got"),
    "stack": (pd.DataFrame(EIGHT), {"by": "name"}, "tells at most 7 kinds apart"),
    "milestones": (events(), {"label": ["Nothing"]}, "has no event titled 'Nothing' to highlight"),
}
"""Of a family, and in what: a frame that it cannot draw so, the options, and what it says."""


NAMES = {"ranked": "name", "race": "name", "dumbbell": "name", "scatter": "name", "strip": "name"}
NAMES |= {"timeline": "short_name", "tile_map": "country", "matrix": "arrangement", "network": "a", "similarity": "b"}
"""The column by which each family tells its rows apart."""


@pytest.mark.parametrize("name", NAMES)
def test_a_row_without_a_name_is_told_and_not_drawn_as_nan(name):
    draw, frame, options, *_ = CALLS[name]
    nameless = frame.astype({NAMES[name]: object}).reset_index(drop=True)
    nameless.loc[0, NAMES[name]] = None
    says = f"^{name} tells rows apart by '{NAMES[name]}', which 1 of {len(frame)} lack: leave them out, or call"
    with pytest.raises(McollabError, match=says):
        draw(nameless, **options)


@pytest.mark.parametrize("what", UNFIT)
def test_what_does_not_fit_is_told_by_the_chart_that_was_called(what):
    frame, options, says = UNFIT[what]
    name = what.partition(" ")[0]
    with pytest.raises(McollabError, match=f"^{name} {says}"):
        CALLS[name][0](frame, **options)


@pytest.mark.parametrize("format", ["zz(", "two", "%d", ".f", None, ",.0f "])
@pytest.mark.parametrize(
    "name", ["ranked", "race", "trend", "strip", "dumbbell", "similarity", "without", "tile_map", "scatter"]
)
def test_a_format_that_no_page_could_show_is_told(name, format):
    draw, frame, options, *_ = CALLS[name]
    given = (",", format) if name == "scatter" else format
    with pytest.raises(McollabError, match=f"^{name} cannot write numbers as {re.escape(repr(format))}: expected"):
        draw(frame, **options, format=given)


@pytest.mark.parametrize("format", ["", ",", "d", ".0%", ",.1f", "~s", "$,.2f", "+.1e", "*^20", "08.3f", "(.2f", "#x"])
def test_each_format_of_d3_is_taken(format):
    assert charts.ranked(ONE_YEAR, format=format)


@pytest.mark.parametrize("name", CALLS)
def test_the_index_of_a_frame_says_nothing(name):
    draw, frame, options, *_ = CALLS[name]
    parts = frame.set_axis([7] * len(frame))  # as of frames that were put together
    one, other = (json.dumps(draw(rows, **options).to_dict(validate=False), default=str) for rows in (parts, frame))
    assert re.sub("view_[0-9a-f]{16}", "view", one) == re.sub("view_[0-9a-f]{16}", "view", other)


def test_the_index_of_the_frame_of_one_line_says_nothing():
    one = series().query("name == 'Aland'")
    assert charts.trend(one.set_axis([7] * len(one))).description == charts.trend(one).description


def test_without_its_libraries_the_part_names_the_extra(monkeypatch):
    installed = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "networkx" else installed(name))
    with pytest.raises(MissingExtraError, match=r"needs networkx, not installed here: .* its extra 'charts'"):
        importlib.reload(charts)
