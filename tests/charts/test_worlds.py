"""The world at a date: every choice shows what the memberships say, and nothing else."""

from functools import cache

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts, load
from mcollab.charts import theme
from mcollab.charts.world_views import LETTERS, LISTED, classes
from mcollab.charts.worlds import held_in, spells_of
from mcollab.errors import McollabError

pytestmark = pytest.mark.wide

SPELLS = [
    ("nato", "FRA", "1949-08-24", None, "member"),
    ("nato", "DEU", "1955-05-06", None, "member"),
    ("nato", "USA", "1949-08-24", None, "member"),
    ("weu", "FRA", "1948-08-25", "2011-06-30", "member"),
    ("weu", "DEU", "1955-05-06", "2011-06-30", "suspended"),
    ("warsaw-pact", "SUN", "1955-06-04", "1991-07-01", "member"),
    ("warsaw-pact", "DDR", "1956-01-27", "1990-09-24", "member"),
    ("rio-treaty", "USA", "1948-12-03", None, "member"),
    ("osce", "FRA", "1973-07-03", None, "observer"),
    ("un", "FRA", "1945-10-24", "1945-12-01", "member"),
]


def spells():
    names = ("arrangement", "country", "joined", "left", "status")
    frame = tabled([dict(zip(names, row, strict=True)) for row in SPELLS])
    return frame.assign(joined=pd.to_datetime(frame["joined"]), left=pd.to_datetime(frame["left"]))


def world(**options):
    return charts.world(spells(), **{"until": 2020, **options})


@cache
def spec(**options):
    """Return the world as it is drawn at first; it takes a second to make, so its states are set on the one."""
    return world(**options).to_dict()


def shown(year, **choices):
    return Scene(spec(), when={"year": year}, **choices)


def counts(scene):
    """Return how many arrangements each state on the map is shown with, if any."""
    found = {mark.says["State"].split(";")[0]: int(mark.says["Arrangements"]) for mark in scene.of("rect", "tiles_0")}
    return {state: count for state, count in found.items() if count}


def listed(scene):
    marks = sorted(scene.of("rule", "pacts_1"), key=lambda mark: (mark.x, mark.y))
    return [(mark.says["Arrangement"], int(mark.says["Members"])) for mark in marks]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1948, {"France": 1, "United States": 1}),
        (1949, {"France": 2, "United States": 2}),
        (1955, {"France": 2, "United States": 2, "Germany": 2, "Russia": 1}),
        (1990, {"France": 2, "United States": 2, "Germany": 2, "Russia": 1}),
        (1991, {"France": 2, "United States": 2, "Germany": 2}),
        (2011, {"France": 1, "United States": 2, "Germany": 1}),
    ],
)
def test_a_spell_counts_if_it_holds_at_the_end_of_the_year(year, expected):
    scene = shown(year)
    assert counts(scene) == expected
    assert str(year) in scene.texts() and "arrangements a state is in" in scene.texts()
    assert sum(members for _, members in listed(scene)) == sum(expected.values())


def test_what_ends_within_a_year_is_not_in_it():
    kept, _ = spells_of(spells()[lambda rows: rows["status"] == "member"], 1945, 2020)
    assert "United Nations" not in set(kept["pact"]) and "UN" not in set(kept["pact"])
    assert kept[kept["code"] == "DDR"][["begins", "ends"]].values.tolist() == [[1956, 1990]]
    assert kept[kept["code"] == "RUS"]["pact"].tolist() == ["Warsaw Pact"]
    later, _ = spells_of(spells()[lambda rows: rows["status"] == "member"], 1950, 1980)
    assert later["begins"].min() == 1950  # those that are older hold from the first year on
    assert len(held_in(later, 1950)) == 4 and len(held_in(kept, 1948)) == 2
    old, _ = spells_of(spells(), 1995, 2020)
    assert "Warsaw Pact" not in set(old["pact"])
    over, _ = spells_of(spells(), 2011, 2020)  # what ended in the first year does not hold at its end
    assert set(over["pact"]) == {"NATO", "OSCE", "Rio Treaty"}
    early, _ = spells_of(spells(), 1945, 1950)
    assert set(early["code"]) == {"FRA", "USA"}


def test_a_state_shows_what_it_shares_with_each_other():
    for scene in (Scene(world(year=1980, country="FRA")), shown(1980, state={"code": "FRA"})):
        assert counts(scene) == {"France": 2, "Germany": 2, "United States": 1}
        assert listed(scene) == [("NATO", 3), ("WEU", 2)]
        assert "shared with France" in scene.texts() and "Its arrangements, largest first" in scene.labels("title-text")
        assert "Its memberships over time" in scene.labels("title-text")
        outlined = [mark.says["State"] for mark in scene.of("rect", "tiles_0") if mark.props.get("strokeWidth")]
        assert outlined == ["France"]


def test_an_arrangement_shows_its_members():
    for scene in (Scene(world(year=1980, arrangement="weu")), shown(1980, chosen={"pact": "WEU"})):
        assert counts(scene) == {"France": 1, "Germany": 1}
        assert "members of WEU" in scene.texts() and "Members of WEU over time" in scene.labels("title-text")
        lit = {mark.says["pact"]: mark.seen for mark in scene.of("text", "concat_1_layer_2")}
        assert lit == {"NATO": 0.3, "Warsaw Pact": 0.3, "WEU": 1, "Rio Treaty": 0.3}


def test_a_state_and_an_arrangement_together():
    scene = shown(1980, state={"code": "FRA"}, chosen={"pact": "NATO"})
    assert counts(scene) == {"France": 1, "Germany": 1, "United States": 1}
    (dot,) = scene.of("symbol", "concat_2_layer_2")
    assert (dot.says["year"], dot.says["count"]) == ("1980", "1")


def test_the_list_goes_from_the_largest_down_in_two_columns():
    scene = shown(1980)
    assert listed(scene) == [("NATO", 3), ("WEU", 2), ("Warsaw Pact", 2), ("Rio Treaty", 1)]
    names = scene.of("text", "concat_1_layer_2")
    assert [mark.text for mark in sorted(names, key=lambda mark: (mark.x, mark.y))] == [
        name for name, _ in listed(scene)
    ]
    numbers = sorted(scene.of("text", "concat_1_layer_3"), key=lambda mark: mark.y)
    assert [mark.text for mark in numbers] == ["3", "2", "2", "1"]
    bars = {mark.y: mark.props["x2"] - mark.props["x"] for mark in scene.of("rule", "concat_1_layer_1")}
    assert [length / max(bars.values()) for _, length in sorted(bars.items())] == pytest.approx(
        [1, 2 / 3, 2 / 3, 1 / 3]
    )
    ids = load("arrangements")["id"].head(LISTED + 3).tolist()
    many = tabled(
        [
            {"arrangement": name, "country": "FRA", "joined": "1950-01-01", "left": None, "status": "member"}
            for name in ids
        ]
    )
    many = many.assign(joined=pd.to_datetime(many["joined"]), left=pd.to_datetime(many["left"]))
    drawn = Scene(charts.world(many, until=1960)).of("text", "concat_1_layer_2")
    assert len(drawn) == LISTED and len({mark.x for mark in drawn}) == 2
    assert [sum(mark.x == x for mark in drawn) for x in sorted({mark.x for mark in drawn})] == [LISTED // 2] * 2


def test_the_curve_counts_memberships_year_by_year():
    scene = shown(1990)
    curve = {int(mark.says["year"]): int(mark.says["count"]) for mark in scene.of("area")}
    kept, _ = spells_of(spells()[lambda rows: rows["status"].isin(["member", "suspended"])], 1945, 2020)
    assert curve == {year: count for year in range(1945, 2021) if (count := len(held_in(kept, year)))}
    assert curve[1990] == 7 and [mark.text for mark in scene.of("text", "concat_2_layer_3")] == ["7"]
    (needle,) = scene.of("rule", "concat_2_layer_1")
    assert needle.says["year"] == "1990"
    hits = scene.of("rule", "years_2")
    assert [int(mark.says["year"]) for mark in hits] == list(range(1945, 2021))
    late, early = (shown(year).of("text", "concat_2_layer_3")[0].props["align"] for year in (2015, 1950))
    assert (late, early) == ("right", "left")


def test_classes_are_as_the_legend_says():
    assert classes() == ["1", "2–3", "4–6", "7–9", "10–14", "15 or more"]
    ids = load("arrangements")["id"].tolist()
    codes = {"FRA": 1, "DEU": 2, "POL": 3, "ITA": 4, "ESP": 7, "PRT": 10, "NOR": 14, "SWE": 15, "FIN": 6, "DNK": 9}
    rows = [
        {"arrangement": name, "country": code, "joined": "1990-01-01", "left": None, "status": "member"}
        for code, count in codes.items()
        for name in ids[:count]
    ]
    frame = tabled(rows)
    frame = frame.assign(joined=pd.to_datetime(frame["joined"]), left=pd.to_datetime(frame["left"]))
    scene = Scene(charts.world(frame, until=2000))
    names = dict(zip(load("countries")["iso3"], load("countries")["name"], strict=True))
    found = {mark.says["State"].split(";")[0]: mark for mark in scene.of("rect", "tiles_0")}
    expected = {"FRA": 0, "DEU": 1, "POL": 1, "ITA": 2, "FIN": 2, "ESP": 3, "DNK": 3, "PRT": 4, "NOR": 4, "SWE": 5}
    for code, step in expected.items():
        mark = found[names[code]]
        assert (mark.says["class"], mark.colour, mark.seen) == (classes()[step], theme.SEQUENTIAL[step], 1)
    letters = {mark.text: mark.colour for mark in scene.of("text", "concat_0_layer_1")}
    assert {code: LETTERS.index(colour) // 3 for code, colour in letters.items()} == {
        code: int(step >= 3) for code, step in expected.items()
    }
    assert scene.labels("legend-label") == classes()


def test_a_state_that_has_ended_or_not_begun_is_not_shown_as_if_it_stood():
    tiles = {
        year: {mark.says["State"]: mark.seen for mark in shown(year).of("rect", "tiles_0")}
        for year in (1989, 1990, 1946)
    }
    assert "East Germany" in tiles[1989] and "East Germany" not in tiles[1990]
    assert tiles[1946]["Kenya"] == pytest.approx(theme.FAINT / 3) and tiles[1989]["Kenya"] == theme.FAINT


def test_letters_leave_when_tiles_are_small():
    assert sorted(mark.text for mark in shown(1950).of("text", "concat_0_layer_1")) == ["FRA", "USA"]
    assert {mark.text for mark in Scene(spec(), width=500).of("text", "concat_0_layer_1")} == {""}


def test_status_and_what_is_left_out():
    observed = charts.world(spells(), status=["observer"]).to_dict()
    assert counts(Scene(observed)) == {"France": 1} and "1945 to 1973" in observed["description"]
    assert counts(Scene(world(year=1980, status=["member"], without=["nato"]))) == {
        "France": 1,
        "Russia": 1,
        "East Germany": 1,
        "United States": 1,
    }


def test_who_a_body_of_partners_has_suspended_is_none_of_its_members():
    held = [
        {"arrangement": "pfp", "country": code, "joined": "1994-01-01", "left": None, "status": status}
        for code, status in (("AUT", "partner"), ("RUS", "suspended"))
    ]
    rows = pd.concat([spells(), tabled(held).assign(joined=pd.to_datetime("1994-01-01"), left=pd.NaT)])
    assert counts(Scene(charts.world(rows, until=2020).to_dict())) == counts(shown(2020))
    partners = charts.world(rows, until=2020, status=["member", "partner", "suspended"])
    assert counts(Scene(partners.to_dict())) == counts(shown(2020)) | {"Austria": 1, "Russia": 1}


def test_controls_offer_what_there_is():
    params = {param["name"]: param for param in spec(since=1950, year=1990)["params"]}
    assert params["when"]["value"] == [{"year": 1990}]
    assert params["when"]["bind"]["year"] == {"input": "range", "min": 1950, "max": 2020, "step": 1, "name": "Year "}
    pacts = params["chosen"]["bind"]["pact"]
    assert pacts["options"] == [None, "NATO", "Rio Treaty", "Warsaw Pact", "WEU"] and pacts["labels"][0] == "all"
    states = params["state"]["bind"]["code"]
    assert states["options"][0] is None and states["labels"][0] == "all"
    named = dict(zip(states["options"][1:], states["labels"][1:], strict=True))
    assert named["FRA"] == "France" and list(named.values()) == sorted(named.values())
    assert "value" not in params["state"] and "value" not in params["chosen"]


def test_its_texts_say_what_is_drawn():
    drawn = spec(since=1950, year=1990)
    assert drawn["title"]["text"] == "From 4 memberships in 1950 to 7 in 1990"
    told = drawn["description"].split("In 1990 ")[1]
    assert told.startswith("7 memberships are held; ") and told.count("(2)") == 3
    assert told.endswith(" and 1 more hold most.")
    assert " with a slider over the years 1950 to 2020; " in drawn["description"]
    assert drawn["usermeta"]["mcollab"]["tables"] == ["memberships", "arrangements", "countries"]
    assert "note" not in drawn["usermeta"]["mcollab"]
    strange = spells().replace("USA", "XYZ").assign(as_of=pd.Timestamp("2026-11-22"))
    other = charts.world(strange).to_dict()
    assert other["usermeta"]["mcollab"]["note"].startswith("Without a tile, so not counted: XYZ. ")
    assert "1945 to 2026" in other["description"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"year": 1944}, "world has no year 1944: expected 1945 to 2020"),
        ({"year": 2021}, "world has no year 2021"),
        ({"year": "1980"}, "world needs a year for year, as a whole number such as 1990, but got '1980'"),
        ({"year": pd.NA}, "world needs a year for year, .* but got <NA>"),
        ({"until": 3000}, "and say nothing of 3000: world goes to"),
        ({"until": "2020"}, "world needs a year for the last, .* but got '2020'"),
        ({"until": pd.Timestamp("2020-01-01")}, "world needs a year for the last, .* but got Timestamp"),
        ({"since": 2021}, "world needs two years in order, but got 2021 and 2020"),
        ({"country": "France"}, "world has no state 'France' on its map; expected an alpha-3 code"),
        ({"arrangement": "natoo"}, "no members of 'natoo' between 1945 and 2020; did you mean 'nato'"),
        ({"arrangement": "osce"}, "no members of 'osce'"),
        ({"without": ["u"]}, "world cannot leave out 'u', which has no memberships; did you mean 'un'"),
        ({"status": ["left"]}, "world got a frame without rows"),
        ({"since": 2015, "without": ["nato", "rio-treaty"]}, "world got a frame without rows"),
    ],
)
def test_what_does_not_occur_is_told(options, sentence):
    with pytest.raises(McollabError, match=sentence):
        world(**options)


@pytest.mark.slow
def test_on_the_real_memberships_every_choice_shows_what_they_say():
    frame = load("memberships")
    kept = frame[frame["status"].isin(["member", "suspended", "frozen"]) & frame["joined"].notna()]
    chart = charts.world(frame)
    for year, code in ((1960, "FRA"), (2004, "POL")):
        day = pd.Timestamp(year, 12, 31)
        held = kept[(kept["joined"] <= day) & ~(kept["left"] <= day)]
        own = set(held.loc[held["country"] == code, "arrangement"])
        names = load("countries").set_index("iso3")["short_name"]
        scene = Scene(chart, when={"year": year}, state={"code": code})
        shared = held[held["arrangement"].isin(own)].groupby("country")["arrangement"].nunique()
        assert {counts(scene)[names[other]] for other in (code,)} == {len(own)}
        for other in ("DEU", "USA", "ESP", "TUR"):
            assert counts(scene).get(names[other], 0) == shared.get(other, 0), (year, code, other)


def test_its_note_says_what_was_last_seen_before_the_year_shown_last():
    seen = spells().assign(as_of=pd.Timestamp("2017-12-31"))
    note = charts.world(seen, until=2020).to_dict()["usermeta"]["mcollab"]["note"]
    assert note.startswith("4 of 4 memberships were last seen earlier (column as_of: 2017-12-31); ")
    early = charts.world(seen, until=2016).to_dict()["usermeta"]["mcollab"].get("note", "")
    assert "last seen" not in early


def test_days_may_be_text_and_a_year_is_none():
    """A year as a number would be nanoseconds since 1970."""
    rows = load("memberships").query("arrangement == 'nato'")
    shown = "From 12 memberships in 1949 to 32 in 2024"
    text = rows.assign(joined=rows["joined"].dt.strftime("%Y-%m-%d"), left=None)
    zoned = rows.assign(joined=rows["joined"].dt.tz_localize("Pacific/Kiritimati"))
    for frame in (rows, text, zoned):
        assert charts.world(frame, since=1949, until=2024).title.text == shown
    for column, says in (("joined", "is a year, no day"), ("left", "expected a date such as '1990-10-03'")):
        with pytest.raises(McollabError, match=f"world, column '{column}': .*{says}"):
            charts.world(load("memberships").assign(**{column: lambda rows, name=column: rows[name].dt.year}))
