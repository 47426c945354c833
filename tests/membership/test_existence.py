"""What was in force on a day, and how long it lasted."""

import pandas as pd
import pytest

from mcollab.datapackage import load, package
from mcollab.errors import McollabError
from mcollab.measures import survival
from mcollab.membership import in_force, lifetimes

ROWS = pd.DataFrame(
    {
        "id": ["ended", "lasts", "later", "unknown", "ended-after"],
        "in_force": pd.to_datetime(["1900-01-01", "1950-01-01", "2010-06-01", None, "1990-01-01"]),
        "ended": pd.to_datetime(["1910-01-01", None, None, None, "2005-01-01"]),
    }
)


def ids(frame):
    return set(frame["id"])


def test_the_day_of_entry_into_force_counts_and_the_day_of_the_end_does_not():
    assert "warsaw-pact" not in ids(in_force("1955-06-04"))
    assert "warsaw-pact" in ids(in_force("1955-06-05"))
    last = load("arrangements").set_index("id").loc["warsaw-pact", "ended"]
    assert "warsaw-pact" in ids(in_force(last - pd.Timedelta(1, "D")))
    assert "warsaw-pact" not in ids(in_force(last))


def test_those_in_force_are_rows_of_the_table_the_oldest_first():
    found = in_force("1980-01-01")
    assert found["in_force"].is_monotonic_increasing
    assert list(found.columns) == list(load("arrangements").columns)
    assert not found["in_force"].isna().any()
    assert list(found.index) == list(range(len(found)))
    assert found.attrs["mcollab"]["tables"] == ["arrangements"]


def test_filters_take_one_value_or_several():
    both = in_force("1980-01-01", kind=["alliance", "pact"], model="bilateral")
    assert set(both["kind"]) == {"alliance", "pact"}
    assert set(both["model"]) == {"bilateral"}
    alone = [in_force("1980-01-01", kind=kind, model="bilateral") for kind in ("alliance", "pact")]
    assert len(both) == sum(map(len, alone))
    assert ids(in_force("1980-01-01", obligation="defence", region="Euro-Atlantic")) == {"nato", "us-iceland-1951"}


def test_lifetimes_of_arrangements_of_some_kinds():
    chosen = {"kind": "alliance", "model": "bilateral", "obligation": "defence", "region": "Asia-Pacific"}
    table = load("arrangements")
    for column, value in chosen.items():
        assert set(lifetimes(**{column: value})["id"]) == ids(
            table[table["in_force"].notna() & (table[column] == value)]
        )
    assert (lifetimes(**chosen)[list(chosen)] == list(chosen.values())).all(axis=None)


def test_lifetimes_by_hand():
    life = lifetimes(ROWS, until="2000-01-01").set_index("id")
    assert list(life.index) == ["ended", "lasts", "ended-after"]  # not what began later or is not known
    assert list(life["over"]) == [True, False, False]  # what ended later had not ended then
    assert list(life["years"].round(3)) == [9.999, 49.999, 9.999]


def test_an_end_on_the_last_day_is_seen():
    life = lifetimes(ROWS, until="1910-01-01")
    assert list(life["over"]) == [True]
    assert list(lifetimes(ROWS, until="1909-12-31")["over"]) == [False]
    assert ids(lifetimes(ROWS, until="1950-01-01")) == {"ended", "lasts"}  # begun on that very day


def test_what_goes_on_is_as_old_as_the_data_are_late():
    life = lifetimes(kind="alliance").set_index("id")
    latest = pd.Timestamp(package()["created"][:10])
    assert life.loc["nato", "years"] == pytest.approx((latest - pd.Timestamp("1949-08-24")).days / 365.25)
    assert not life.loc["nato", "over"]


@pytest.mark.parametrize("table", ["arrangements", "operations", "programmes", "cases", "memberships"])
def test_all_that_begins_and_ends_has_a_lifetime(table):
    life = lifetimes(table)
    assert (life["years"] >= 0).all()
    assert 0 < life["over"].sum() < len(life)
    curve = survival(life["years"], life["over"])
    assert curve["at_risk"].iloc[0] == len(life)


def test_lifetimes_of_chosen_rows_remember_their_table():
    operations = load("operations")
    life = lifetimes(operations[operations["un_peacekeeping"]])
    assert len(life) == operations["un_peacekeeping"].sum()
    assert life.attrs["mcollab"]["tables"] == ["operations"]
    assert lifetimes(ROWS).attrs["mcollab"] == {"tables": []}


@pytest.mark.parametrize(
    ("table", "kind"), [("operations", "relief"), ("programmes", "pooling"), ("cases", "deterrence")]
)
def test_lifetimes_of_another_table_are_chosen_by_its_own_kinds(table, kind):
    rows = load(table)
    assert ids(lifetimes(table, kind=kind)) == set(rows[(rows["kind"] == kind) & rows[BEGIN[table]].notna()]["id"])
    assert ids(lifetimes(table, kind=kind))


BEGIN = {"operations": "start", "programmes": "began", "cases": "began"}


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: in_force("2000-01-01", kind="alliances"), "did you mean 'alliance'"),
        (lambda: in_force("2000-01-01", obligation="offence"), "No obligation 'offence': expected defence"),
        (lambda: in_force(2000), "2000 is a year, no day"),
        (lambda: in_force("2199-01-01"), "The data hold to 20"),
        (lambda: lifetimes("gdp"), "no day on which they begin: expected one of the columns in_force, start, joined"),
        (
            lambda: lifetimes(ROWS[["id", "in_force"]]),
            "no day on which they end: expected one of the columns ended, end",
        ),
        (
            lambda: lifetimes(ROWS.astype({"ended": str})),
            "no day on which they end: 'ended' holds str, and should hold days, as to_datetime gives them.",
        ),
        (
            lambda: lifetimes(ROWS.assign(in_force=1990)),
            "no day on which they begin: 'in_force' holds int64, and should",
        ),
        (lambda: lifetimes("operations", obligation="defence"), "no column 'obligation' to choose by"),
        (lambda: lifetimes("operations", kind="alliance"), "No kind 'alliance': expected peacekeeping, enforcement, "),
        (lambda: lifetimes(ROWS.assign(kind="a"), kind="b"), "No kind 'b': expected a"),
        (lambda: lifetimes(until=1990), "1990 is a year, no day"),
        (lambda: lifetimes("arrangement"), "did you mean 'arrangements'"),
        (lambda: lifetimes(5), "No table 5"),
        (
            lambda: lifetimes(
                pd.DataFrame({"start": pd.to_datetime(["2000-01-01"]), "end": pd.to_datetime(["1999-01-01"])})
            ),
            "Row 0 ends, by 'end', before it begins, by 'start': mend it or leave it out.",
        ),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_days_with_a_time_zone_are_those_that_stand_there():
    plain = pd.DataFrame(
        {"start": pd.to_datetime(["2000-01-01", "2001-01-01"]), "end": pd.to_datetime(["2002-01-01", None])}
    )
    late = pd.Timedelta(hours=23)
    zoned = plain.apply(lambda days: (days + late).dt.tz_localize("Pacific/Kiritimati"))
    for column in ("years", "over"):
        assert lifetimes(zoned)[column].to_list() == lifetimes(plain)[column].to_list()
