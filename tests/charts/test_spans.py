"""Timelines: when a span begins and ends, which go on, and what is written where."""

from decimal import Decimal

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.charts.dates import decimal_year
from mcollab.charts.labels import width_of
from mcollab.charts.spans import lanes
from mcollab.errors import McollabError

PACTS = [
    ("Brief", "1935-05-02", "1935-09-01", "day", "bilateral"),
    ("Long", "1900-01-01", "2000-07-01", "year", "multi_lateral"),
    ("Open", "1950-01-01", None, "day", "bilateral"),
    ("Twice", "1910-01-01", "1920-01-01", "day", "bilateral"),
    ("Twice", "1960-01-01", None, "day", "multi_lateral"),
    ("Never", None, None, "day", "bilateral"),
]


def pacts():
    frame = tabled(
        [
            dict(zip(("short_name", "in_force", "ended", "in_force_precision", "model"), row, strict=True))
            for row in PACTS
        ],
        "arrangements",
    )
    return frame.assign(in_force=pd.to_datetime(frame["in_force"]), ended=pd.to_datetime(frame["ended"]))


def chart(**options):
    return charts.timeline(pacts(), today="2010-01-01", **options)


def test_days_as_categories_are_days():
    plain = pacts().assign(in_force=lambda rows: rows["in_force"].astype(str).where(rows["in_force"].notna()))
    rows = plain.astype({"in_force": "category", "ended": "category"})
    drawn, known = (charts.timeline(frame, today="2010-01-01").to_dict() for frame in (rows, plain))
    assert drawn["description"] == known["description"] == chart().description


def test_spans_stand_in_order_of_their_beginning():
    data = lanes(pacts().dropna(subset=["in_force"]), ("in_force", "ended"), "short_name", None, 1900, 2010.0)
    assert data[["label", "from", "to", "open", "began", "until", "first"]].values.tolist() == [
        ["Long", 1900.0, 2000.5, False, "1900", "1 July 2000", True],
        ["Twice", 1910.0, 1920.0, False, "1 January 1910", "1 January 1920", True],
        ["Brief", 1935.34, 1935.67, False, "2 May 1935", "1 September 1935", True],
        ["Open", 1950.0, 2010.0, True, "1 January 1950", "today", True],
        ["Twice", 1960.0, 2010.0, True, "1 January 1960", "today", False],
    ]
    # A span of four months would not be seen: it is drawn 0.006 of the axis wide.
    assert data["drawn"].tolist() == pytest.approx([2000.5, 1920.0, 1935.34 + 0.66, 2010.0, 2010.0])


def test_a_bar_goes_from_its_beginning_to_its_end():
    scene = Scene(chart())
    year = (660 - 5 - 22) / 110  # the chart without what stands left and right of it
    found = [(bar.says["Name"], bar.says["From"], bar.says["Until"], bar.x, bar.right) for bar in scene.of("rect")]
    for name, began, until, left, right in (
        ("Long", "1900", "1 July 2000", 0, 100.5),
        ("Twice", "1 January 1910", "1 January 1920", 10, 20),
        ("Open", "1 January 1950", "today", 50, 110),
        ("Twice", "1 January 1960", "today", 60, 110),
    ):
        one = next(row for row in found if row[:2] == (name, began))
        assert one[2] == until and one[3:] == pytest.approx((left * year, right * year), rel=0.03, abs=1)
    assert {bar.colour for bar in scene.of("rect")} == {theme.NAVAL}


def test_a_label_has_one_lane_and_its_name_above_its_first_span():
    scene = Scene(chart())
    assert scene.texts() == ["Long", "Twice", "Brief", "Open"] and scene.spec["height"] == 4 * charts.spans.ROW
    rows = {bar.says["Name"]: set() for bar in scene.of("rect")}
    for bar in scene.of("rect"):
        rows[bar.says["Name"]].add(bar.y)
    assert all(len(places) == 1 for places in rows.values())
    for name in scene.of("text"):
        (top,) = rows[name.text]
        assert top - charts.spans.ROW < name.y < top
    # Names of late spans begin so much earlier that they do not leave the page.
    late = Scene(charts.timeline(pacts(), today="2010-01-01", since=1950))
    assert {mark.text: mark.props.get("align") for mark in late.of("text")}["Open"] == "left"
    recent = tabled(
        [{"short_name": n, "in_force": f"{y}-01-01", "ended": None} for n, y in (("Old", 1950), ("New", 2000))]
    )
    placed = {
        mark.text: (mark.props["align"], mark.x + mark.props["dx"])
        for mark in Scene(charts.timeline(recent, today="2010-01-01")).of("text")
    }
    assert placed["Old"] == ("left", 0) and placed["New"][0] == "left"


@pytest.mark.parametrize("width", [300, 660])
def test_no_name_leaves_the_chart_however_narrow_it_is(width):
    rows = [
        ("European Air Transport Command", 1950),
        ("Multinational Multi Role Tanker Transport Fleet", 1975),
        ("PESCO Cyber Rapid Response Teams", 1990),
        ("A name that is far too long for any telephone " * 2, 1996),
        ("A", 1999),
    ]
    recent = tabled([{"short_name": n, "in_force": f"{y}-01-01", "ended": None} for n, y in rows])
    names = Scene(charts.timeline(recent, today="2010-01-01"), width=width).of("text")
    assert len(names) == 5
    for mark in names:
        begins, room = mark.x + mark.props["dx"], mark.props["limit"]
        assert begins >= 0 and begins + min(width_of(mark.text), room) <= room + 1 <= width, mark.text


def test_what_goes_on_ends_in_an_arrow():
    scene = Scene(chart())
    arrows = scene.of("symbol", "layer_1")
    assert sorted(mark.says["label"] for mark in arrows) == ["Open", "Twice"]
    end = max(bar.right for bar in scene.of("rect"))
    assert all(abs(mark.x - end) < 4 and mark.props["shape"] == "triangle-right" for mark in arrows)


def test_groups_have_colours_and_a_click_keeps_one():
    scene = Scene(chart(group="model"), kind={"group": "bilateral"})
    kinds = ["bilateral", "multi lateral"]
    colours = dict(zip(kinds, theme.colours(kinds), strict=True))
    assert {bar.says["Model"]: bar.colour for bar in scene.of("rect")} == colours
    assert {bar.says["Model"] for bar in scene.of("rect") if bar.seen == 1} == {"bilateral"}
    assert {bar.seen for bar in scene.of("rect") if bar.says["Model"] != "bilateral"} == {theme.FAINT}
    spec = chart(group="model").to_dict()
    (kind,) = spec["params"]
    assert (kind["select"]["fields"], kind["bind"]) == (["group"], "legend")
    assert "params" not in chart().to_dict()


def test_its_texts_count_what_goes_on():
    spec = chart().to_dict()
    assert spec["title"] == {
        "text": "2 of 4 are still in force",
        "subtitle": "Years in force, 1900 to 2010; an arrow goes on",
    }
    assert spec["description"] == (
        "Timeline of 4 spans in order of their beginning, the first Long, Twice, Brief and 1 more; 2 go on at the end"
        " of the axis."
    )
    over = charts.timeline(pacts().dropna(subset=["ended"]), today="2010-01-01")
    assert over.title.text == "All 3 have ended"


@pytest.mark.parametrize(
    ("frame", "end"),
    [
        (pacts().assign(as_of=pd.Timestamp("2005-07-01")), 2005.5),
        (pacts(), 2000.5),
        (pacts().drop(columns="ended").assign(ended=None), 1960.0),
    ],
    ids=["as of", "the last end", "the last beginning"],
)
def test_open_spans_end_where_the_rows_do(frame, end):
    scale = charts.timeline(frame).to_dict()["layer"][0]["encoding"]["x"]["scale"]
    assert scale == {"domain": [1900, end], "nice": False, "clamp": True}


def test_an_axis_can_begin_later():
    scene = Scene(chart(since=1950))
    assert scene.spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [1950, 2010.0]
    assert min(bar.x for bar in scene.of("rect") if bar.says["Name"] == "Long") == 0


def test_open_spans_go_no_further_than_the_data():
    with pytest.raises(McollabError, match="and say nothing of 2040: timeline goes to"):
        charts.timeline(pacts(), today="2040-01-01")
    with pytest.raises(McollabError, match=r"timeline needs a year for since, .* but got '1950'"):
        chart(since="1950")


def test_a_frame_without_any_beginning_is_told():
    with pytest.raises(McollabError, match="timeline got a frame without rows"):
        charts.timeline(pacts().assign(in_force=pd.NaT))
    many = tabled([{"short_name": str(i), "in_force": "2000-01-01", "ended": None, "kind": str(i)} for i in range(8)])
    with pytest.raises(McollabError, match="timeline tells at most 7 groups apart"):
        charts.timeline(many, group="kind")


def test_a_span_that_ends_before_it_begins_is_told():
    frame = tabled([{"short_name": "Odd", "in_force": "1949-08-24", "ended": "1940-01-01"}])
    with pytest.raises(McollabError, match="timeline: 'Odd' ends, 1 January 1940, before it begins, 24 August 1949"):
        charts.timeline(frame)


def test_it_is_drawn_as_it_was_on_its_last_day():
    """What ended after that goes on there; what begins after that is no part of it."""
    frame = pacts().query("in_force < '1955'")
    then = charts.timeline(frame, today="1980-01-01")
    assert then.title.text == "2 of 4 are still in force"
    spans = lanes(frame.dropna(subset=["in_force"]), ("in_force", "ended"), "short_name", None, 1900, 1980.0)
    told = spans.set_index("label")[["open", "until"]].to_dict("index")
    assert told["Long"] == {"open": True, "until": "1 July 2000"} and told["Brief"]["open"] is False
    to = decimal_year(pd.Timestamp("2000-07-01"))
    last = lanes(frame.dropna(subset=["in_force"]), ("in_force", "ended"), "short_name", None, 1900, to)
    assert not last.set_index("label")["open"]["Long"]  # what ends on the last day of the axis has ended
    with pytest.raises(
        McollabError, match=r"timeline ends in 1955, but 'Twice' begins after that, 1 January 1960: leave"
    ):
        charts.timeline(pacts(), today="1955-01-01")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (2004, "2004 is a year, no day: name one in it, such as '2004-12-31'"),
        ("2004", "2004 is a year, no day"),
        ("2004-05", "2004-05 is a month, no day"),
        (Decimal("2004.5"), r"No day Decimal\('2004.5'\): expected a date"),
        ("9999-12-31", "No day '9999-12-31': expected one before 2200"),
        (pd.NaT, "No day NaT"),
        (float("nan"), "No day nan"),
    ],
)
def test_it_ends_on_a_day_and_on_nothing_that_could_be_several(given, said):
    with pytest.raises(McollabError, match=f"^{said}"):
        charts.timeline(pacts(), today=given)


def test_what_had_ended_before_the_axis_begins_is_not_drawn():
    scene = Scene(chart(since=1950))
    assert scene.texts() == ["Long", "Open", "Twice"]
    assert chart(since=1950).title.text == "2 of 3 are still in force"
    assert Scene(chart(since=1935)).texts() == ["Long", "Brief", "Open", "Twice"]
    with pytest.raises(McollabError, match="timeline has no span after the beginning of 2040: give an earlier year"):
        chart(since=2040)
    one_day = pacts().head(1).assign(in_force=pd.Timestamp("1935-01-01"), ended=pd.Timestamp("1935-01-01"))
    assert charts.timeline(one_day, today="2010-01-01").title.text == "All 1 have ended"
