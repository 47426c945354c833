"""The data's invariants: what must hold of every row, whatever is added."""

import itertools
import re

import pandas as pd
import pytest
from frictionless import Package

from mcollab.course import data_dir
from mcollab.datapackage import load, package
from mcollab.sources import bibliography

TABLES = [resource["name"] for resource in package()["resources"]]
AT_LEAST = {  # the course's promise of how much there is
    "countries": 200,
    "arrangements": 90,
    "memberships": 700,
    "clauses": 30,
    "operations": 151,
    "contributions": 300,
    "personnel": 75,
    "spending": 400,
    "military_exercises": 60,
    "programmes": 15,
    "milestones": 100,
}


def test_the_package_is_valid_by_the_standards_own_tool():
    report = Package(str(data_dir() / "datapackage.json")).validate()
    problems = report.flatten(["path", "rowNumber", "fieldName", "message"])
    assert problems == [], "\n".join(map(str, problems[:20]))


@pytest.mark.parametrize(("table", "least"), AT_LEAST.items())
def test_each_table_has_the_size_that_the_course_promises(table, least):
    assert len(load(table)) >= least


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_sources_that_stand_in_the_bibliography(table):
    keys = {key for cell in load(table)["source"] for key in cell.split(";")}
    assert keys <= set(bibliography().entries)


def test_every_source_is_used_or_is_a_work_that_chapters_cite():
    used = {key for table in TABLES for cell in load(table)["source"] for key in cell.split(";")}
    pages = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("chapters", "reference")
        for path in (data_dir().parent / folder).glob("*.md")
    )
    pages += (data_dir().parent / "index.md").read_text(encoding="utf-8")
    idle = [key for key in bibliography().entries if key not in used and key not in pages]
    assert idle == []


def test_every_source_can_be_opened_or_found_in_a_library():
    for key, entry in bibliography().entries.items():
        fields = entry.fields
        assert fields.get("title"), key
        located = any(
            fields.get(name) for name in ("url", "doi", "howpublished", "journal", "publisher", "isbn", "booktitle")
        )
        # A treaty, resolution or statement is found by its issuer or by the day in its title.
        assert located or entry.persons or re.search(r"\b[0-9]{4}\b", fields["title"]), key


@pytest.mark.parametrize("table", TABLES)
def test_a_precision_stands_where_its_date_stands(table):
    frame = load(table)
    for column in frame.columns:
        if f"{column}_precision" in frame:
            odd = frame[frame[column].notna() != frame[f"{column}_precision"].notna()]
            assert odd.empty, odd.iloc[:5].to_string()


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_known_as_of_a_day_after_the_package_was_made(table):
    assert load(table)["as_of"].max() <= pd.Timestamp(package()["created"][:10])


@pytest.mark.parametrize(
    ("table", "first", "last"),
    [
        ("memberships", "joined", "left"),
        ("arrangements", "signed", "ended"),
        ("arrangements", "in_force", "ended"),
        ("operations", "start", "end"),
        ("countries", "began", "ended"),
        ("programmes", "began", "ended"),
        ("programme_partners", "joined", "left"),
    ],
)
def test_nothing_ends_before_it_begins(table, first, last):
    frame = load(table)
    odd = frame[frame[last] < frame[first]]
    assert odd.empty, odd.iloc[:5].to_string()


def test_no_two_spells_of_a_country_in_an_arrangement_overlap():
    for (arrangement, country), spells in load("memberships").groupby(["arrangement", "country"]):
        spells = spells.sort_values("joined")
        for one, other in itertools.pairwise(spells.itertuples()):
            assert pd.notna(one.left) and one.left <= other.joined, (
                f"{country} in {arrangement}: {one.joined:%F} and {other.joined:%F}"
            )


def _period(day: pd.Timestamp, precision: str):
    return day.year if precision in ("year", "circa") else (day.year, day.month) if precision == "month" else day


def test_nobody_joins_before_the_founding_day_and_a_founder_joins_on_it():
    arrangements = load("arrangements").set_index("id")
    for arrangement, spells in load("memberships").groupby("arrangement"):
        row = arrangements.loc[arrangement]
        column = "in_force" if pd.notna(row["in_force"]) else "signed"
        first = spells.sort_values("joined").iloc[0]
        precision = max(
            row[f"{column}_precision"], first["joined_precision"], key=["day", "month", "year", "circa"].index
        )
        assert _period(first["joined"], precision) == _period(row[column], precision), (
            f"{arrangement}: {first['joined']:%F} against {row[column]:%F}"
        )
        if spells[
            "founder"
        ].any():  # a framework that others join one by one, such as the Partnership for Peace, has none
            assert spells[spells["joined"] == first["joined"]]["founder"].any(), arrangement


def test_a_spell_ends_when_the_arrangement_or_the_country_does():
    arrangements = load("arrangements").set_index("id")["ended"]
    countries = load("countries").set_index("iso3")["ended"]
    for spell in load("memberships").itertuples():
        for end in (arrangements[spell.arrangement], countries[spell.country]):
            if pd.notna(end):
                assert pd.notna(spell.left) and spell.left <= end, (
                    f"{spell.country} in {spell.arrangement} outlives {end:%F}"
                )


def test_bilateral_arrangements_have_two_parties_at_a_time():
    bilateral = set(load("arrangements").query("model == 'bilateral'")["id"])
    for arrangement, spells in load("memberships").groupby("arrangement"):
        if arrangement in bilateral:
            for day in spells["joined"]:
                held = spells[(spells["joined"] <= day) & (spells["left"].isna() | (spells["left"] > day))]
                assert len(held) <= 2, arrangement


def test_the_un_counts_71_peacekeeping_operations():
    assert int(load("operations")["un_peacekeeping"].sum()) == 71


def test_the_missions_of_a_year_are_those_of_the_table_of_operations():
    operations = load("operations").query("un_peacekeeping")
    for row in load("personnel").dropna(subset=["missions"]).itertuples():
        under_way = (operations["start"] <= row.date) & (operations["end"].isna() | (operations["end"] > row.date))
        assert under_way.sum() == row.missions, row.year


def test_personnel_and_contributions_agree():
    personnel = load("personnel").set_index("date")["personnel"]
    contributions = load("contributions").query("scope == 'un_total' and kind == 'uniformed'")
    for date, total in contributions.groupby("date")["personnel"].sum().items():
        if date in personnel.index:
            assert total <= personnel[date], date


def test_a_contribution_is_counted_once():
    frame = load("contributions")
    assert not frame.duplicated(["scope", "operation", "country", "date", "kind"]).any()
    assert (frame["operation"].notna() == (frame["scope"] == "operation")).all()


def test_shares_of_a_programme_do_not_exceed_the_whole():
    for (programme, basis), rows in (
        load("programme_partners").dropna(subset=["share"]).groupby(["programme", "share_basis"])
    ):
        assert rows["share"].sum() <= 100.5, (programme, basis)


def test_excerpts_of_treaties_are_short_quotations():
    words = load("clauses")["excerpt"].str.split().str.len()
    assert words.max() <= 60


def test_milestones_stand_in_their_era():
    eras = load("eras").set_index("id")
    for row in load("milestones").itertuples():
        year, era = int(row.date[:-6]), eras.loc[row.era]
        assert pd.isna(era["first_year"]) or era["first_year"] <= year, row.id
        assert pd.isna(era["last_year"]) or year <= era["last_year"], row.id


def test_eras_follow_each_other_without_a_gap():
    eras = load("eras")
    assert pd.isna(eras["first_year"].iloc[0]) and pd.isna(eras["last_year"].iloc[-1])
    assert (eras["first_year"].iloc[1:].to_numpy() == eras["last_year"].iloc[:-1].to_numpy() + 1).all()


def test_a_tile_is_of_one_state_and_a_state_without_its_own_has_a_home():
    tiles = load("tiles").set_index("country")
    own = tiles[tiles["home"].isna()]
    assert own[["column", "row"]].notna().all(axis=None) and not own.duplicated(["column", "row"]).any()
    guests = tiles[tiles["home"].notna()]
    assert guests[["column", "row"]].isna().all(axis=None) and guests["home"].isin(own.index).all()
    countries = load("countries").set_index("iso3")
    assert (countries.loc[guests.index, "kind"] == "ended").all()
    assert set(countries[countries["kind"] != "other"].index) <= set(tiles.index)


def test_another_name_is_of_one_thing_and_not_one_that_stands_in_its_table():
    aliases = load("aliases")
    assert (aliases[["arrangement", "operation", "country"]].notna().sum(axis=1) == 1).all()
    for column, table, key in (("arrangement", "arrangements", "id"), ("country", "countries", "iso3")):
        rows = load(table).set_index(key)
        named = set(rows["name"].str.casefold()) | set(rows["short_name"].str.casefold())
        assert not named & set(aliases.loc[aliases[column].notna(), "name"].str.casefold())


# Facts that anybody can check, so that a slip in a table shows at once.
@pytest.mark.parametrize(
    ("arrangement", "day", "number"),
    [
        ("nato", "1949-08-24", 12),
        ("nato", "1990-10-03", 16),
        ("nato", "2004-03-29", 26),
        ("nato", "2023-04-04", 31),
        ("nato", "2024-03-07", 32),
        ("un", "1945-12-31", 51),
        ("un", "1960-12-31", 99),
        ("un", "1991-12-31", 166),
        ("un", "2011-07-14", 193),
        ("eu", "1995-01-01", 15),
        ("eu", "2020-02-01", 27),
        ("warsaw-pact", "1960-01-01", 8),
        ("csto", "2013-01-01", 6),
        ("osce", "2013-01-01", 57),
        ("sco", "2024-07-04", 10),
        ("asean", "1999-04-30", 10),
        ("asean", "2025-10-26", 11),
        ("au", "2017-12-31", 55),
        ("ecowas", "2025-01-29", 12),
        ("arab-league", "1993-12-31", 22),
        ("gcc", "1990-08-02", 6),
    ],
)
def test_numbers_of_members_that_are_common_knowledge(arrangement, day, number):
    from mcollab.membership import members

    assert len(members(arrangement, on=day)) == number
