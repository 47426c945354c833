"""What is asked of a day after the evidence is answered with a warning, which the frame carries."""

import warnings

import pandas as pd
import pytest

from mcollab.datapackage import load, package
from mcollab.measures import survival
from mcollab.membership import departures, in_force, lifetimes, panel, spells

LATEST = pd.Timestamp(package()["created"][:10])
ROWS = load("arrangements")


def told(call):
    """Return what a call returns, and what it warns of, which must be what the frame carries."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = call()
    carried = found.attrs["mcollab"].get("caution")
    assert [str(one.message).partition(": ")[2] for one in said] == ([carried] if carried else [])
    assert {one.filename for one in said} <= {__file__}
    return found, carried


def test_arrangements_in_force_on_a_day_after_they_were_last_seen():
    found, said = told(lambda: in_force(LATEST))
    past = found[found["ended"].isna() & (found["as_of"] < LATEST)]
    first, last = past["as_of"].min(), past["as_of"].max()
    assert said == (
        f"{len(past)} of {len(found)} arrangements were last seen earlier (column as_of: {first:%Y-%m-%d} to"
        f" {last:%Y-%m-%d}); whether they ended after that is not known here."
    )
    assert {"as_of", "confirmed"} <= set(found)


def test_nothing_is_said_where_all_were_seen_later_or_have_ended():
    assert told(lambda: in_force("1960-01-01", kind="alliance", model="multilateral"))[1] is None
    seen = ROWS.set_index("id").loc["nato", "as_of"]
    only = {"kind": "alliance", "model": "multilateral", "region": "Euro-Atlantic"}
    assert told(lambda: in_force(seen, **only))[1] is None
    if seen < LATEST:
        assert told(lambda: in_force(seen + pd.Timedelta(1, "D"), **only))[1].startswith("1 of 1 arrangements")


def test_lifetimes_of_what_went_on_and_was_last_seen_earlier():
    life, said = told(lifetimes)
    old = ~life["over"] & (life["as_of"] < LATEST)
    assert said.startswith(f"{old.sum()} of {len(life)} arrangements were last seen earlier (column as_of: ")
    ended = ROWS[ROWS["ended"].notna()]
    assert told(lambda: lifetimes(ended))[1] is None
    two = ROWS[ROWS["id"].isin(["nato", "warsaw-pact"])]
    assert told(lambda: lifetimes(two, until="1970-01-01"))[1] is None, "the Warsaw Pact was to end, as is known"
    made = pd.DataFrame({"start": pd.to_datetime(["2000-01-01"]), "end": pd.to_datetime([None])})
    assert told(lambda: lifetimes(made))[1] is None, "of rows without as_of nothing is known"
    curves = survival(life["years"], life["over"])
    assert curves.attrs["mcollab"]["caution"] == said, "a chart of the curves says it"


def test_a_curve_keeps_what_must_be_known_and_a_list_has_nothing_to_keep():
    assert survival([1, 2], [True, False]).attrs == {}
    assert survival([1, 2], [True, False])["group"].unique().tolist() == ["all"]


def test_departures_that_nobody_may_have_seen():
    found, said = told(departures)
    assert "memberships were last seen earlier" in said
    assert said.endswith("of the arrangements is not complete.")
    assert "as_of" in found
    assert told(lambda: departures("warsaw-pact"))[1] is None, "all have left"
    assert told(lambda: departures("nato"))[1].startswith("32 of 32 memberships were last seen earlier")


def test_a_membership_of_many_years_counts_once():
    rows = spells("nato")
    old = rows["left"].isna() & (rows["as_of"] < LATEST)
    said = told(lambda: panel(years=(1949, LATEST.year), arrangements="nato"))[1]
    assert said.startswith(f"{old.sum()} of {len(rows)} memberships were last seen earlier (column as_of: ")


def test_no_page_is_warned(monkeypatch):
    monkeypatch.setattr("mcollab.membership.extent.building_book", lambda: True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "caution" in in_force(LATEST).attrs["mcollab"]


@pytest.mark.parametrize("zeros", [False, True])
def test_a_pair_holds_up_to_the_day_on_which_the_first_of_its_memberships_was_last_seen(zeros):
    rows = load("memberships").query("arrangement in ['nato', 'osce'] and status == 'member'")
    day = pd.Timestamp(LATEST.year, 1, 1)
    pairs = panel("dyad", LATEST.year - 1, ["nato", "osce"], status="member", zeros=zeros).set_index(["a", "b"])
    assert list(pairs.columns) == ["year", "shared", "as_of"]
    held = rows[(rows["joined"] < day) & ~(rows["left"] < day)].query("country in ['FRA', 'USA']")
    assert pairs.loc[("FRA", "USA"), "as_of"] == held[held["left"].isna()]["as_of"].min()
    assert pairs.loc[("FRA", "USA"), "shared"] == 2
    if zeros:
        none = pairs[pairs["shared"] == 0]
        assert len(none)
        assert none["as_of"].isna().all()


def test_a_pair_of_what_all_have_left_cannot_change_any_more():
    assert panel("dyad", 1980, "warsaw-pact")["as_of"].isna().all()
    mixed = panel("dyad", 1980, ["warsaw-pact", "un"]).set_index(["a", "b"])
    assert mixed.loc[("BGR", "POL"), "shared"] == 2
    alone = panel("dyad", 1980, "un").set_index(["a", "b"])
    assert mixed.loc[("BGR", "POL"), "as_of"] == alone.loc[("BGR", "POL"), "as_of"]
