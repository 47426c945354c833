"""Stacks: amounts and shares of each kind and year, their order from the bottom up, and what was in force when."""

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts, load
from mcollab.charts import theme
from mcollab.charts.stacks import counted, stacked
from mcollab.errors import McollabError

DEATHS = [
    ("illness", 2000, 30),
    ("illness", 2001, 10),
    ("hostile_act", 2001, 30),
    ("accident", 2003, 8),
]


def deaths():
    return tabled([{"cause": cause, "year": year, "dead": dead} for cause, year, dead in DEATHS], "fatalities")


def chart(**options):
    return charts.stack(deaths(), y="dead", by="cause", **options)


def drawn(scene):
    """Return the parts that are drawn, from the left and from the bottom up: year, kind, amount, share."""
    steps = sorted(scene.of("rect"), key=lambda mark: (mark.x, -mark.bottom))
    return [
        (int(m.says["Year"]), m.says["Cause"], m.says["Dead"], m.says["Share"]) for m in steps if m.says["Dead"] != "0"
    ]


EVERY = [
    (2000, "illness", "30", "100%"),
    (2001, "illness", "10", "25%"),
    (2001, "hostile act", "30", "75%"),
    (2003, "accident", "8", "100%"),
]


def test_every_kind_has_an_amount_in_every_year():
    data, kinds = stacked(deaths(), "year", "dead", "cause", None)
    assert kinds == ["illness", "hostile act", "accident"]
    assert data.values.tolist() == [
        [2000, "illness", 30, 0],
        [2000, "hostile act", 0, 1],
        [2000, "accident", 0, 2],
        [2001, "illness", 10, 0],
        [2001, "hostile act", 30, 1],
        [2001, "accident", 0, 2],
        [2003, "illness", 0, 0],
        [2003, "hostile act", 0, 1],
        [2003, "accident", 8, 2],
    ]
    asked = ["accident", "illness", "hostile_act"]
    assert stacked(deaths(), "year", "dead", "cause", asked)[1] == ["accident", "illness", "hostile act"]
    assert stacked(deaths(), "year", "dead", "cause", asked)[0]["place"].tolist() == [0, 1, 2] * 3


def test_what_is_none_of_a_kind_is_drawn_under_the_name_that_the_legend_has():
    made = pd.DataFrame({"year": 2000, "obligation": ["none", "defence"], "value": [2, 1]})
    data, kinds = stacked(made, "year", "value", "obligation", None)
    assert kinds == data["kind"].tolist() == ["no obligation", "defence"]
    drawing = Scene(charts.stack(made, by="obligation", tables="arrangements"))
    assert {mark.colour for mark in drawing.of("area")} == {theme.MEANING[kind] for kind in kinds}


@pytest.mark.parametrize("share", [False, True])
@pytest.mark.parametrize("bars", [False, True])
def test_parts_stand_on_each_other_as_high_as_they_are(share, bars):
    scene = Scene(chart(share=share, bars=bars))
    assert drawn(scene) == EVERY
    for year, whole in ((2000, 30), (2001, 40), (2003, 8)):
        parts = [mark for mark in scene.of("rect") if mark.says["Year"] == str(year)]
        top, bottom = min(mark.y for mark in parts), max(mark.bottom for mark in parts)
        assert bottom == pytest.approx(320)
        assert (bottom - top) / 320 == pytest.approx(1 if share else whole / 40, abs=0.001)
        for mark in parts:
            amount = float(mark.says["Dead"])
            assert mark.props["height"] / (bottom - top) == pytest.approx(amount / whole, abs=0.001)
    labels = scene.labels("axis-label")
    assert ("100%" in labels) is share and ("40" in labels) is not share


def test_kinds_have_their_colours_in_the_order_of_the_stack():
    for bars in (True, False):
        scene = Scene(chart(bars=bars, order=["accident", "illness", "hostile_act"]))
        kinds = ["accident", "illness", "hostile act"]
        colours = dict(zip(kinds, theme.colours(kinds), strict=True))
        assert list(scene.labels("kind_legend_labels") or scene.labels("legend-label")) == kinds
        painted = scene.of("rect") if bars else scene.of("area")
        assert {mark.says["kind" if not bars else "Cause"]: mark.colour for mark in painted} == colours


def test_the_last_year_has_width_and_a_year_stands_until_the_next():
    scene = Scene(chart())
    width = 1 + max(mark.right for mark in scene.of("rect"))
    spans = {mark.says["Year"]: (mark.x, mark.right) for mark in scene.of("rect")}
    year = (width - 1) / 4
    assert {key: [round(x / year, 2) for x in span] for key, span in spans.items()} == {
        "2000": [0, 1],
        "2001": [1, 3],
        "2003": [3, 4],
    }
    area = [mark for mark in scene.of("area") if mark.says["kind"] == "accident"]
    assert [round(mark.x / year, 2) for mark in area] == [0, 1, 3, 4]
    assert area[-1].props["height"] == area[-2].props["height"] != 0
    assert area[0].props["interpolate"] == "step-after"
    # The year after the last is the edge of the last, and has no label.
    assert scene.labels("axis-label")[:5] == ["2000", "2001", "2002", "2003", ""]


def test_bars_stand_side_by_side_each_under_its_year():
    scene = Scene(chart(bars=True))
    labels = {mark.text: mark.x for mark in scene.marks if mark.layer == "axis-label"}
    for mark in scene.of("rect"):
        assert mark.x < labels[mark.says["Year"]] < mark.right
    assert [text for text in labels if len(text) == 4] == ["2000", "2001", "2003"]


def test_a_click_on_the_legend_keeps_a_kind():
    for bars in (True, False):
        spec = chart(bars=bars).to_dict()
        (kind,) = spec["params"]
        assert (kind["select"]["fields"], kind["bind"]) == (["kind"], "legend")
        scene = Scene(chart(bars=bars), kind={"kind": "illness"})
        painted = scene.of("rect") if bars else scene.of("area")
        field = "Cause" if bars else "kind"
        assert {mark.says[field] for mark in painted if mark.seen == 1} == {"illness"}
        assert {mark.seen for mark in painted if mark.says[field] != "illness"} == {0.2}


def test_its_texts_say_what_is_drawn():
    spec = chart(share=True).to_dict()
    assert spec["title"] == {
        "text": "From 30 in 2000 to 8 in 2003",
        "subtitle": "Dead by cause, 2000–2003, share of the total",
    }
    assert spec["description"] == (
        "Stacked areas of dead by cause (illness, hostile act and accident), 2000 to 2003; the total is 30 at first, 8"
        " at the end and highest, 40, in 2001."
    )
    bars = chart(bars=True, height=200)
    assert bars.title.subtitle == "Dead by cause, 2000–2003" and bars.description.startswith("Stacked bars of dead")
    assert (spec["height"], bars.to_dict()["height"]) == (320, 200)


def test_what_cannot_be_stacked_is_told():
    with pytest.raises(McollabError, match="stack cannot draw negative amounts, but column 'dead' goes down to -1"):
        charts.stack(deaths().assign(dead=-1), y="dead", by="cause")
    with pytest.raises(McollabError, match="stack expects one row for each cause and year, but 'illness' comes twice"):
        charts.stack(pd.concat([deaths(), deaths().head(1)]), y="dead", by="cause", tables="fatalities")
    with pytest.raises(McollabError, match="stack needs numbers in column 'cause'"):
        charts.stack(deaths(), y="cause", by="cause")
    with pytest.raises(McollabError, match="stack needs numbers in column 'year'"):
        charts.stack(deaths().assign(year="then"), y="dead", by="cause")


def spans():
    rows = [
        ("1949-08-24", None, "defence"),
        ("1950-03-01", "1951-12-31", "defence"),
        ("1950-01-01", "1950-12-31", "trade"),
        ("1951-01-01", None, "non_aggression"),
        (None, None, "trade"),
    ]
    frame = tabled([dict(zip(("in_force", "ended", "kind"), row, strict=True)) for row in rows], "arrangements")
    return frame.assign(in_force=pd.to_datetime(frame["in_force"]), ended=pd.to_datetime(frame["ended"]))


def test_what_is_in_force_is_counted_at_the_end_of_each_year():
    counts, order = counted(spans(), "in_force", "ended", "kind", (1948, 1952), 6)
    table = counts.pivot(index="year", columns="kind", values="number")
    # What ended on 31 December no longer holds at the end of that day; trade of 1950 came and went within the year.
    assert table["defence"].to_dict() == {1948: 0, 1949: 1, 1950: 2, 1951: 1, 1952: 1}
    assert table["non_aggression"].to_dict() == {1948: 0, 1949: 0, 1950: 0, 1951: 1, 1952: 1}
    assert order == ["defence", "non_aggression"]


def test_the_rarer_kinds_are_joined():
    counts, order = counted(spans(), "in_force", "ended", "kind", (1949, 1952), 1)
    assert order == ["defence", "other"]
    assert counts[counts["kind"] == "other"].set_index("year")["number"].to_dict() == {
        1949: 0,
        1950: 0,
        1951: 1,
        1952: 1,
    }
    named = spans().assign(kind=["other", "other", "x", "y", "z"])
    assert counted(named, "in_force", "ended", "kind", (1949, 1952), 1)[1] == ["other"]


def test_in_force_is_a_stack_of_these_counts():
    scene = Scene(charts.in_force(spans(), years=(1948, 1952)))
    held = [(m.says["Year"], m.says["Kind"], m.says["Number"]) for m in scene.of("rect") if m.says["Number"] != "0"]
    assert held == [
        ("1949", "defence", "1"),
        ("1950", "defence", "2"),
        ("1951", "defence", "1"),
        ("1951", "non-aggression", "1"),
        ("1952", "defence", "1"),
        ("1952", "non-aggression", "1"),
    ]
    spec = charts.in_force(spans(), years=(1948, 1952)).to_dict()
    assert spec["title"] == {
        "text": "From 0 in 1948 to 2 in 1952",
        "subtitle": "Number in force at the end of each year, by kind, 1948–1952",
    }
    assert spec["usermeta"]["mcollab"]["tables"] == ["arrangements"]
    assert charts.in_force(spans(), years=(1948, 1952), subtitle="My own").title.subtitle == "My own"
    shares = Scene(charts.in_force(spans(), years=(1949, 1952), share=True, height=100))
    assert "100%" in shares.labels("axis-label") and shares.spec["height"] == 100


def test_how_many_were_last_seen_before_the_last_year_stands_in_the_note():
    def note(years, **frame):
        return charts.in_force(rows, years=years, **frame).to_dict()["usermeta"]["mcollab"].get("note")

    rows = load("arrangements")[lambda table: table["id"].isin(["nato", "warsaw-pact"])]
    assert note((1949, 1980)) is None, "of the one the end is known, and the other was seen since"
    said = "1 of 1 arrangements were last seen earlier (column as_of: 1990-01-01); "
    said += "whether they ended after that is not known here."
    rows = rows.assign(as_of=rows["as_of"].where(rows["id"] != "nato", pd.Timestamp("1990-01-01")))
    assert note((1949, 1995)) == said
    assert note((1949, 1995), note="Two of them.") == f"Two of them. {said}"
    assert note((1949, 1990)).startswith("1 of 2 arrangements"), "the other one still held"
    assert note((1949, 1989)) is None
    rows = rows.drop(columns="as_of")
    assert note((1949, 1995)) is None


def test_by_default_the_years_are_those_since_1945():
    spec = charts.in_force(spans()).to_dict()
    assert spec["title"]["text"] == "From 0 in 1945 to 2 in 2026"
    with pytest.raises(McollabError, match="Nothing of the frame was in force between 1900 and 1910"):
        charts.in_force(spans(), years=(1900, 1910))


@pytest.mark.parametrize(
    ("years", "says"),
    [
        ((2030, 2040), r"The data hold to 20\d\d and say nothing of 2040: in_force goes to 20\d\d or an earlier year"),
        ((1945, 2027), "say nothing of 2027"),
        ((1960, 1930), "in_force needs two years in order, but got 1960 and 1930"),
        (("1930", "1960"), "in_force needs a year for the first, as a whole number such as 1990, but got '1930'"),
        ((1930, 1960.5), "in_force needs a year for the last, as a whole number such as 1990, but got 1960.5"),
        ((1930, pd.NA), "a year for the last, .* but got <NA>"),
        ((0, 1960), "a year for the first, .* but got 0"),
        ((pd.Timestamp("1930-01-01"), pd.Timestamp("1960-01-01")), "a year for the first, .* but got Timestamp"),
        (1930, r"in_force needs two years, the first and the last, such as \(1990, 2020\), but got 1930"),
        ((1930,), r"two years, .* but got \(1930,\)"),
        ("19", "two years, .* but got '19'"),
        (None, "two years, .* but got None"),
    ],
)
def test_years_are_two_that_the_data_know(years, says):
    with pytest.raises(McollabError, match=says):
        charts.in_force(load("arrangements"), by="model", years=years)


def test_rows_that_say_nothing_of_when_they_hold_go_as_far_as_is_asked():
    planned = pd.DataFrame({"in_force": ["2049-08-24"], "ended": [None], "kind": ["alliance"]})
    chart = charts.in_force(planned, years=[2048, 2050], tables="arrangements")
    assert chart.title.text == "From 0 in 2048 to 1 in 2050"


@pytest.mark.parametrize("column", ["in_force", "ended"])
def test_years_in_a_column_of_days_are_told_and_not_taken_for_1970(column):
    frame = load("arrangements").dropna(subset=["in_force"])
    frame[column] = frame[column].dt.year
    with pytest.raises(McollabError, match=rf"in_force, column '{column}': (\d+ is a year, no day|No day \d+\.0)"):
        charts.in_force(frame, by="model")


def test_a_column_of_something_else_than_days_is_told():
    years = pd.DataFrame({"in_force": [1949, None], "ended": [None, None], "kind": "alliance"}, dtype=object)
    with pytest.raises(McollabError, match="in_force, column 'in_force': 1949 is a year, no day: name one in it"):
        charts.in_force(years, tables="arrangements")
    with pytest.raises(McollabError, match=r"in_force, column 'ended': No day 'soon'"):
        charts.in_force(years.assign(in_force="1949-08-24", ended="soon"), tables="arrangements")
    assert charts.in_force(years.assign(in_force="1949-08-24"), tables="arrangements")
