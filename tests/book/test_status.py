"""How the tables stand: each figure of the page, counted again from the rows."""

import re
from importlib.metadata import version

import pandas as pd
import pytest

from mcollab.book import status
from mcollab.course import root
from mcollab.datapackage import load, package, row_names
from mcollab.provenance import evidence
from mcollab.shelf_life import stale


@pytest.fixture(scope="module")
def stand():
    return status.standing()


def test_rows_and_what_is_confirmed(stand):
    assert list(stand.index) == [resource["name"] for resource in package()["resources"]]
    for name, row in stand.iterrows():
        table = load(name)
        assert row["rows"] == len(table)
        assert row["confirmed"] == (table["confirmed"].astype(str) == "True").sum()
        held = sorted(table["as_of"])
        assert row["oldest"] == held[0]
        assert held[(len(held) - 1) // 2] <= row["median"] <= held[len(held) // 2]


def test_facts_and_what_was_opened(stand):
    wanted = {one["name"] for one in package()["resources"] if "evidence" in one}
    assert set(stand.index[stand["facts"] > 0]) == wanted >= {"memberships", "operations", "clauses"}
    found = evidence("memberships").query("field != 'confirmed'")  # rows as a whole are a class by themselves
    facts = {tuple(fact) for fact in found[["arrangement", "country", "joined", "field"]].to_numpy()}
    seen = found[found["seen"].notna()]
    opened = {tuple(fact) for fact in seen[["arrangement", "country", "joined", "field"]].to_numpy()}
    assert (stand.loc["memberships", "facts"], stand.loc["memberships", "opened"]) == (len(facts), len(opened))
    assert stand.loc["clauses", "facts"] == load("clauses")["excerpt"].notna().sum()


def test_each_class_of_facts_is_counted_by_itself():
    found = status.facts().set_index(["table", "field"])
    assert list(found.columns) == ["facts", "told", "opened"]
    assert found.loc[("memberships", "left"), "facts"] == load("memberships")["left"].notna().sum()
    assert found.loc[("operations", "as_of"), "facts"] == load("operations")["end"].isna().sum()
    lines = load("evidence")
    for (table, field), row in found.iloc[:-1].iterrows():
        assert row["opened"] == lines[(lines["table"] == table) & (lines["field"] == field)]["row"].nunique()
    assert found.index[-1] == ("", "confirmed")
    unsure = {one["name"]: load(one["name"]).query("not confirmed") for one in package()["resources"]}
    assert found.iloc[-1]["facts"] == sum(map(len, unsure.values()))
    seen = {table: set(rows["row"]) for table, rows in lines.groupby("table")}
    opened = [row_names(table, rows).isin(seen.get(table, set())).sum() for table, rows in unsure.items()]
    assert found.iloc[-1]["opened"] == sum(opened)
    assert (found["told"] == found["facts"]).all()  # issue 10: each has a line
    assert (found["opened"] < found["facts"]).any()


def test_each_class_of_facts_is_told_on_the_page(monkeypatch):
    made = pd.DataFrame([("memberships", "joined", 2000, 2000, 1), ("operations", "as_of", 3, 3, 3), ("", "", 8, 4, 0)])
    monkeypatch.setattr(status, "facts", lambda: made.set_axis(["table", "field", "facts", "told", "opened"], axis=1))
    assert status.shown(made).splitlines()[2:] == [
        "| Memberships: `joined` | 2,000 | 100\N{NO-BREAK SPACE}% | 1\N{NO-BREAK SPACE}% |",
        "| Operations: that what lasts still held | 3 | 100\N{NO-BREAK SPACE}% | 100\N{NO-BREAK SPACE}% |",
        "| All tables: rows marked unconfirmed | 8 | 50\N{NO-BREAK SPACE}% | 0\N{NO-BREAK SPACE}% |",
    ]


def test_what_is_past_its_shelf_life_on_the_day_of_the_package(stand):
    assert str(status.made_on().date()) == package()["created"][:10]
    past = stale(package()["created"][:10])
    assert stand["stale"].sum() == len(past)
    assert stand.loc["operations", "stale"] == (past["table"] == "operations").sum() > 0
    assert stand.loc["operations", ["watched", "life"]].to_list() == [load("operations")["end"].isna().sum(), "P1Y"]
    assert stand.loc["eras", ["watched", "stale", "life"]].to_list() == [0, 0, "none"]


def row(**cells):
    made = {"title": "T", "rows": 1000, "coverage": "class", "confirmed": 999, "facts": 0, "opened": 0}
    made |= {"median": pd.Timestamp("2020-02-03"), "oldest": pd.Timestamp("1999-01-02"), "life": "none"}
    return made | {"watched": 0, "stale": 0} | cells


def test_it_is_told_by_table_and_of_all(monkeypatch):
    stand = pd.DataFrame(
        [row(), row(title="U", rows=20, confirmed=20, facts=400, opened=1, life="P1Y", watched=1200, stale=3)]
    )
    monkeypatch.setattr(status, "made_on", lambda: pd.Timestamp("2026-11-06"))
    text = status.summary(stand)
    assert text.startswith(
        "On 6 November 2026 there are 2 tables with 1,020 rows, of which 99\N{NO-BREAK SPACE}% are confirmed"
    )
    evidence = pd.DataFrame([row(rows=9000, confirmed=9000)], index=["evidence"])
    assert "there are 3 tables with 1,020 rows, of which 99" in status.summary(pd.concat([stand, evidence]))
    core = [row(rows=60, confirmed=45), row(rows=40, confirmed=40)]
    told = status.summary(pd.concat([stand, pd.DataFrame(core, index=["arrangements", "memberships"])]))
    assert "Of the arrangements and memberships alone it is 85\N{NO-BREAK SPACE}%: many" in told
    assert "Of 400 facts that should have evidence, a source was opened for 1 (1\N{NO-BREAK SPACE}%)." in text
    assert "Of 1,200 rows and series that have a shelf life, 3 are past it." in text
    assert status.size(stand).splitlines()[2:] == [
        "| T | 1,000 | complete for a class | 99\N{NO-BREAK SPACE}% |  |",
        "| U | 20 | complete for a class | 100\N{NO-BREAK SPACE}% | 1\N{NO-BREAK SPACE}% |",
    ]
    assert status.age(stand).splitlines()[2:] == [
        "| T | 2020-02-03 | 1999-01-02 | none |  |",
        "| U | 2020-02-03 | 1999-01-02 | P1Y | 3 of 1,200 |",
    ]


def test_the_page_tells_all_that_there_is():
    page = (root() / "reference" / "status.md").read_text(encoding="utf-8")
    assert re.findall(r"```\{data-status\} (\w+)", page) == list(status.TOLD)
    assert "```{made-with}" in page


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, ""),
        (0, 9, "0\N{NO-BREAK SPACE}%"),
        (9, 9, "100\N{NO-BREAK SPACE}%"),
        (1, 1000, "1\N{NO-BREAK SPACE}%"),
        (999, 1000, "99\N{NO-BREAK SPACE}%"),
        (1, 3, "33\N{NO-BREAK SPACE}%"),
    ],
)
def test_all_and_none_are_said_only_where_it_is_all_or_none(part, whole, told):
    assert status._share(part, whole) == told


def test_versions_are_those_that_are_installed_and_of_the_course_that_of_its_tree():
    of_tree, *installed = status.versions().splitlines()[2:]
    cited = re.search(r"^version: (.+)$", (root() / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert of_tree == f"| mcollab | {cited} |"
    assert installed == [f"| {name} | {version(name)} |" for name in status.MADE_WITH]
    assert {"pandas", "altair", "jupyter-book"} <= set(status.MADE_WITH)
