"""The frame: what it asks for, what it takes from where, and how a family fills it."""

import datetime as dt
import inspect
import sys

import altair as alt
import pandas as pd
import pytest
from families import series, tabled

from mcollab import charts
from mcollab.charts.frame import framed, table_names
from mcollab.errors import McollabError

GOOD = {
    "title": "Three go up",
    "subtitle": "Value, in units",
    "description": "A bar for each of three names, the longest of them last.",
    "tables": ["spending"],
}


def bars():
    return alt.Chart(series()).mark_bar().encode(x="value:Q", y="name:N")


def meta(**options):
    return charts.figure(bars(), **GOOD | options).to_dict()["usermeta"]["mcollab"]


@pytest.mark.parametrize("part", ["title", "subtitle", "description"])
@pytest.mark.parametrize("value", ["", "  ", None, 3])
def test_every_part_is_asked_for(part, value):
    with pytest.raises(McollabError, match=f"A figure needs a {part} .*but got {value!r}"):
        charts.figure(bars(), **GOOD | {part: value})


def test_a_description_says_something():
    with pytest.raises(
        McollabError, match=r"'A bar\.' has 6 characters, expected at least 40: what the chart shows, for"
    ):
        charts.figure(bars(), **GOOD | {"description": "A bar."})
    assert charts.figure(bars(), **GOOD | {"description": "x" * 40}).description == "x" * 40
    with pytest.raises(McollabError, match="has 39 characters"):
        charts.figure(bars(), **GOOD | {"description": " " + "x" * 39 + " "})


def test_texts_are_those_given():
    spec = charts.figure(bars(), **GOOD).to_dict()
    assert spec["title"] == {"text": "Three go up", "subtitle": "Value, in units"}
    assert spec["description"] == GOOD["description"] and spec["config"]["axis"]["labelColor"] == charts.theme.INK


def test_tables_are_named_by_name_or_by_what_was_loaded_from_them():
    with pytest.raises(McollabError, match="The figure 'Three go up' needs the tables it was made from"):
        meta(tables=[])
    with pytest.raises(McollabError, match="needs the tables"):
        meta(tables=pd.DataFrame({"a": [1]}))
    assert meta(tables="gdp")["tables"] == ["gdp"]
    assert meta(tables=series())["tables"] == ["spending"]
    assert meta(tables=["gdp", series(), "gdp", tabled([{"a": 1}], "claims")])["tables"] == [
        "gdp",
        "spending",
        "claims",
    ]
    assert table_names([pd.DataFrame({"a": [1]}), "x"]) == ["x"]


def test_source_and_day_are_those_of_the_tables(monkeypatch):
    asked = []
    monkeypatch.setattr(sys.modules["mcollab.charts.frame"], "source_line", lambda parts: asked.append(parts) or "Who")
    for name in ("latest", "half_as_of"):
        monkeypatch.setattr(sys.modules["mcollab.charts.frame"], name, lambda parts: asked.append(parts))
    found = meta(tables=["gdp", "spending"])
    assert found == {"tables": ["gdp", "spending"], "source": "Who", "asOf": None, "responsive": True}
    assert asked == [["gdp", "spending"]] * 3


@pytest.mark.parametrize("day", ["2020-05-01", dt.date(2020, 5, 1), pd.Timestamp("2020-05-01 13:00")])
def test_a_day_can_be_given(day):
    assert meta(as_of=day)["asOf"] == "2020-05-01"


@pytest.mark.parametrize(("older", "half"), [("2024-12-31", None), ("2024-11-30", None), ("2024-11-29", "2024-11-29")])
def test_that_half_of_the_rows_are_older_by_more_than_a_month_is_told(monkeypatch, older, half):
    frame = sys.modules["mcollab.charts.frame"]
    monkeypatch.setattr(frame, "latest", lambda parts: dt.date(2024, 12, 31))
    monkeypatch.setattr(frame, "half_as_of", lambda parts: dt.date.fromisoformat(older))
    assert (meta()["asOf"], meta().get("halfAsOf")) == ("2024-12-31", half)
    assert "halfAsOf" not in meta(as_of="2025-06-01")


def test_a_note_is_kept_and_an_empty_one_is_none():
    assert meta(note="Rounded.")["note"] == "Rounded."
    assert "note" not in meta(note="") and "note" not in meta()


def test_a_family_s_texts_stand_where_the_caller_gave_none():
    frame = series()
    defaults = {key: value for key, value in GOOD.items() if key != "tables"}
    plain = framed(bars(), frame, {}, **defaults).to_dict()
    assert plain["title"]["text"] == "Three go up" and plain["usermeta"]["mcollab"]["tables"] == ["spending"]
    own = framed(bars(), frame, {"title": "Own", "subtitle": None, "tables": ["gdp"]}, **defaults).to_dict()
    assert own["title"] == {"text": "Own", "subtitle": "Value, in units"}
    assert own["usermeta"]["mcollab"]["tables"] == ["gdp"]
    both = framed(bars(), [frame, tabled([{"a": 1}], "gdp")], {"responsive": False}, **defaults).to_dict()
    assert both["usermeta"]["mcollab"]["tables"] == ["spending", "gdp"]
    assert both["usermeta"]["mcollab"]["responsive"] is False


DRAWN = [
    function
    for function in (getattr(charts, name) for name in charts.__all__)
    if inspect.isfunction(function) and "frame" in inspect.signature(function).parameters
]


@pytest.mark.parametrize("draw", DRAWN, ids=lambda function: function.__name__)
def test_an_option_that_is_none_is_told_before_the_rows_are_looked_at(draw):
    asked = [one for one in inspect.signature(draw).parameters.values() if one.default is one.empty]
    needed = {one.name: None for one in asked if one.kind is one.KEYWORD_ONLY}
    with pytest.raises(McollabError) as error:
        draw(pd.DataFrame(), **needed, tilte="Wrong")
    assert str(error.value) == (
        "No chart option 'tilte': beside its own, a chart takes as_of, description, note, responsive, subtitle, tables,"
        " title; did you mean 'title'?"
    )


def test_a_missing_library_is_told(monkeypatch):
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "altair" else real(name, *rest)
    )
    monkeypatch.delitem(sys.modules, "mcollab.charts")
    with pytest.raises(McollabError, match=r"needs altair, not installed here.*extra 'charts'"):
        importlib.import_module("mcollab.charts")


def test_what_must_be_known_of_memberships_stands_in_the_note():
    old = series().copy()
    old.attrs["mcollab"] = {"tables": ["memberships"], "caution": "Last seen in 2017."}
    notes = [
        framed(bars(), frames, {"note": note, **GOOD}).to_dict()["usermeta"]["mcollab"].get("note")
        for frames, note in ((old, "Without Iceland"), ([old, old], None), (series(), "Without Iceland"))
    ]
    assert notes == ["Without Iceland. Last seen in 2017.", "Last seen in 2017.", "Without Iceland"]
    counted = framed(bars(), series(), {**GOOD, "tables": [old, "arrangements"]}).to_dict()["usermeta"]["mcollab"]
    assert (counted["note"], counted["tables"]) == ("Last seen in 2017.", ["memberships", "arrangements"])


def test_a_number_is_no_day_as_of_which_a_chart_stands():
    with pytest.raises(McollabError, match="2024 is a year, no day"):
        meta(as_of=2024)


def test_no_chart_holds_as_of_a_day_that_the_data_have_not_reached(monkeypatch):
    frame = sys.modules["mcollab.charts.frame"]
    monkeypatch.setattr(frame, "latest_day", lambda: pd.Timestamp("2026-11-26"))
    assert meta(as_of="2026-11-26")["asOf"] == "2026-11-26"
    with pytest.raises(
        McollabError, match=r"^The data hold to 2026-11-26 and say nothing of 2026-11-27: name that day or an earlier"
    ):
        meta(as_of="2026-11-27")
    monkeypatch.setattr(frame, "latest", lambda parts: dt.date(2027, 3, 1))
    assert meta(as_of="2027-03-01")["asOf"] == "2027-03-01", "rows newer than the course's own"
    with pytest.raises(McollabError, match=r"^The data hold to 2027-03-01 and say nothing of 2027-03-02"):
        meta(as_of="2027-03-02")


@pytest.mark.parametrize(("columns", "named"), [(["a", "a"], "'a'"), ([1990, "a"], "1990"), ([None, "a"], "nan|None")])
def test_a_column_has_a_name_of_its_own_which_is_a_text(columns, named):
    """Altair's own words come when a chart is shown, not when it is made."""
    view = alt.Chart(pd.DataFrame([[1, 2]], columns=columns)).mark_bar().encode(x="a:Q")
    for chart in (view, alt.layer(view), alt.hconcat(view)):
        with pytest.raises(
            McollabError, match=f"The figure 'Names' has a column named ({named}), but names must be texts"
        ):
            charts.figure(chart, title="Names", subtitle="A number", description="x" * 50, tables=["gdp"])
