"""What is past its shelf life: open rows, rows of a kind, the newest of a series; and nothing that is closed."""

import datetime as dt
import json
import re

import pandas as pd
import pytest
from typer.testing import CliRunner

from mcollab.cli.app import app
from mcollab.datapackage import load, package
from mcollab.errors import McollabError
from mcollab.shelf_life import lasting, stale, watched

LIVES = {resource["name"]: resource["shelfLife"] for resource in package()["resources"]}


@pytest.mark.parametrize("table", LIVES)
def test_each_table_states_a_shelf_life_of_columns_that_it_has(table):
    life, columns = LIVES[table], set(load(table))
    if life is None:
        return
    assert set(life) <= {"duration", "open", "of", "only", "series"}
    assert pd.Timestamp("2026-01-01") + lasting(life["duration"]) > pd.Timestamp("2026-01-01")
    assert {life[key] for key in ("open", "of", "series") if key in life} | set(life.get("only", {})) <= columns
    assert not ("series" in life and {"open", "only"} & set(life))
    for column, value in life.get("only", {}).items():
        assert (load(table)[column] == value).any()


def test_what_can_change_is_watched():
    open_ended = {"arrangements", "memberships", "operations", "military_exercises", "programmes", "cases"}
    assert {table for table in open_ended if LIVES[table] and "open" in LIVES[table]} == open_ended
    yearly = {"personnel", "spending", "gdp", "peacekeeping_budget", "piracy", "fatalities"}
    assert {table for table in yearly if LIVES[table] and LIVES[table].get("series") == "year"} == yearly
    assert {"eras", "burden_1964", "foundings"} <= {table for table, life in LIVES.items() if life is None}


@pytest.fixture
def life(broken):
    """A function that gives a table another shelf life, and rows of operations other days."""

    def change(table, value):
        def rewrite(text):
            found = json.loads(text)
            for resource in found["resources"]:
                if resource["name"] == table:
                    resource["shelfLife"] = value
            return json.dumps(found)

        broken("datapackage.json", rewrite)

    return change


def test_open_rows_are_watched_and_closed_ones_are_not():
    operations = load("operations")
    found = watched("operations").set_index("row")
    assert set(found.index) == set(operations.loc[operations["end"].isna(), "id"])
    held = operations.set_index("id").loc[found.index, "as_of"]
    assert (found["as_of"] == held).all()
    assert (found["due"] == held + pd.DateOffset(years=1)).all()
    assert set(found["table"]) == {"operations"}


def test_open_may_be_a_flag_and_of_one_kind_only():
    exercises = load("military_exercises")
    going_on = exercises.query("rhythm == 'annual' and not ended")
    assert set(watched("military_exercises")["row"]) == set(going_on["id"])
    assert 0 < len(going_on) < (~exercises["ended"]).sum() < len(exercises)


def test_a_part_of_what_is_over_is_not_watched():
    over = set(load("programmes").dropna(subset=["ended"])["id"])
    partners = load("programme_partners").query("left.isna()")
    parts = {row.split("/")[0] for row in watched("programme_partners")["row"]}
    assert parts == set(partners["programme"]) - over
    assert len(watched("programme_partners")) == (~partners["programme"].isin(over)).sum()
    assert "meads" in over & set(partners["programme"])


def test_of_a_series_the_newest_counts():
    assert watched("piracy").values.tolist() == [
        ["piracy", "2025", pd.Timestamp("2025-12-31"), pd.Timestamp("2027-02-28")]
    ]
    newest = load("contributions")["date"].max()
    assert watched("contributions")[["row", "as_of"]].values.tolist() == [[f"{newest:%Y-%m-%d}", newest]]


def test_every_row_is_watched_where_nothing_else_is_said(life):
    life("eras", {"duration": "P10D"})
    found = watched("eras")
    assert found["row"].to_list() == load("eras")["id"].to_list()
    assert (found["due"] - found["as_of"]).eq(pd.Timedelta(days=10)).all()


def test_the_last_good_day_is_good_and_the_next_is_not():
    due = watched("piracy")["due"].iloc[0]
    assert stale(due, table="piracy").empty
    assert stale(due + pd.Timedelta(days=1), table="piracy")["overdue"].to_list() == [1]
    assert list(stale(due, table="piracy")) == ["table", "row", "as_of", "due", "overdue"]


def test_most_overdue_first_in_all_tables():
    found = stale("2035-01-01")
    assert found["overdue"].is_monotonic_decreasing
    assert (found["overdue"] == (pd.Timestamp("2035-01-01") - found["due"]).dt.days).all()
    assert set(found["table"]) == {table for table, life in LIVES.items() if life and not watched(table).empty}
    assert len(found) > len(stale("2025-06-01")) > 0
    # Of a day the table and then the row decide.
    alike = found.groupby("overdue")[["table", "row"]].apply(lambda rows: rows.values.tolist())
    assert all(rows == sorted(rows) for rows in alike)


@pytest.mark.parametrize(
    ("duration", "day"),
    [("P1Y", "2025-02-28"), ("P18M", "2025-08-29"), ("P10D", "2024-03-10"), ("P1Y2M3D", "2025-05-02")],
)
def test_durations(duration, day):
    assert pd.Timestamp("2024-02-29") + lasting(duration) == pd.Timestamp(day)


@pytest.mark.parametrize("duration", ["P", "1Y", "P1W", "P1M1Y", "PT1H", "P1Y ", ""])
def test_no_duration(duration):
    with pytest.raises(McollabError, match=re.escape(f"No shelf life {duration!r}: expected a duration such as 'P1Y'")):
        lasting(duration)


def test_mistakes_are_told():
    with pytest.raises(McollabError, match="did you mean 'operations'"):
        stale("2026-01-01", table="operation")
    with pytest.raises(McollabError, match="2026 is a year, no day"):
        stale("2026")


def say(*words):
    done = CliRunner().invoke(app, ["stale", *words])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_the_command_asks_the_clock_where_no_day_is_given(monkeypatch):
    class Later(dt.date):
        @classmethod
        def today(cls):
            return cls(2027, 3, 1)

    monkeypatch.setattr(dt, "date", Later)
    assert "longest overdue: 1 day" in say("--table", "piracy")[1]


def test_the_command_names_the_first_of_each_table():
    found = stale("2026-11-26")
    lines = say("--on", "2026-11-26", "--most", "2")
    assert lines[0] == f"Past their shelf life: {len(found):,} rows in {found['table'].nunique()} tables."
    heads = [line for line in lines[1:] if not line.startswith(" ")]
    assert [head.partition(":")[0] for head in heads] == list(dict.fromkeys(found["table"]))
    rows = found.query("table == 'operations'")
    head = next(head for head in heads if head.startswith("operations:"))
    every, worst = len(watched("operations")), rows.iloc[0]
    assert head == (f"operations: {len(rows)} of {every}, shelf life P1Y; longest overdue: {worst['overdue']:,} days")
    below = lines[lines.index(head) + 1 :][:3]
    assert below[0].split() == [
        f"{worst['overdue']:,}",
        "days",
        worst["row"],
        "(as",
        "of",
        f"{worst['as_of']:%Y-%m-%d})",
    ]
    assert below[2] == f"  … and {len(rows) - 2} more"


def test_the_command_counts_only_and_names_one_table():
    lines = say("--on", "2027-03-01", "--table", "piracy", "--most", "0")
    assert lines == [
        "Past their shelf life: 1 row in 1 table.",
        "piracy: 1 of 1, shelf life P14M; longest overdue: 1 day",
    ]
    assert say("--on", "2027-03-01", "--table", "piracy") == [*lines, "        1 day  2025  (as of 2025-12-31)"]
    assert say("--on", "2027-01-01", "--table", "piracy") == ["No row is past its shelf life."]
