"""Where we differ: each difference from another data set is explained by a row, and no row explains what is none.

The comparison runs over the copies that lie there (``theirs``); what the rows say of our own tables is tested always.
"""

import pandas as pd
import pytest
from theirs import READERS
from theirs.core import member_years
from theirs.explaining import explained, matches

from mcollab import course
from mcollab.datapackage import load
from mcollab.measures import years_held

LINES = load("differences")
WHOLE = [name for name in READERS if not name.endswith("-extract")]
PAIRS = ("defence", "lesser")


@pytest.fixture(scope="module", params=READERS)
def found(request):
    rows = READERS[request.param]()
    if rows is None:
        pytest.skip("no copy of it lies here")
    return request.param, explained(rows, LINES)


def test_each_difference_is_explained(found):
    _, rows = found
    new = rows[rows["line"].isna()]
    assert new.empty, f"say in differences.csv who is right, or mend our row:\n{new.to_string()}"


def test_each_row_explains_as_many_as_it_says(found):
    name, rows = found
    if name not in WHOLE:
        pytest.skip("an extract has but a part of the differences")
    of = LINES[LINES[["dataset", "field"]].apply(tuple, axis=1).isin(_compared(name))]
    counts = rows.groupby("line").size().reindex(of.index, fill_value=0)
    wrong = of.assign(found=counts)[counts != of["count"]]
    assert wrong.empty, f"count again:\n{wrong[['dataset', 'field', 'row', 'only', 'count', 'found']].to_string()}"


def test_examples_are_of_what_is_explained(found):
    name, rows = found
    if name in WHOLE:
        for line, examples in LINES["examples"].dropna().items():
            of = set(rows.loc[rows["line"] == line, "row"])
            assert not of or set(examples.split(";")) <= of


def _compared(name):
    """Return what a reader compares: data sets and fields."""
    return {
        "atop": [("atop-5.1", "defence"), ("atop-5.1", "lesser")],
        "cow-igo": [("cow-igo-3", "member")],
        "geo-pko": [("geo-pko-2.3", "years")],
        "geo-pko-contributors": [("geo-pko-2.3", "contributors")],
        "ipi": [("ipi", "years")],
        "ipi-contributors": [("ipi", "contributors"), ("ipi", "personnel")],
        "mme": [("mme-7", "years")],
        "troopdata": [("troopdata", "forces")],
        "un-psdh": [("un-psdh", field) for field in ("years", "start", "end")],
    }[name]


def test_every_row_is_compared_by_a_reader():
    every = {pair for name in WHOLE for pair in _compared(name)}
    assert set(zip(LINES["dataset"], LINES["field"], strict=True)) <= every


def test_seven_data_sets_are_compared_as_the_page_says():
    assert LINES["dataset"].nunique() == 7
    page = (course.root() / "reference" / "differences.md").read_text(encoding="utf-8")
    assert all(f'"{dataset}"' in page for dataset in LINES["dataset"].unique())


def test_a_row_has_years_in_order_and_one_whole_sentence_or_more():
    assert (LINES["first"] <= LINES["last"]).all()
    assert LINES["why"].str.match(r"[A-Z].*\.$").all()


def test_what_was_ours_is_mended_and_explains_nothing_any_more():
    assert ((LINES["count"] == 0) == (LINES["reason"] == "ours")).all()
    assert (LINES["confirmed"] == (LINES["reason"] != "open")).all()


def test_examples_stand_where_not_all_keys_are_named():
    rules = LINES["row"].str.contains("*", regex=False) | LINES["field"].isin(PAIRS) & ~LINES["row"].str.contains("/")
    assert (LINES["examples"].notna() == rules).all()
    assert LINES["examples"].dropna().str.split(";").map(len).between(1, 3).all()
    for line in LINES[rules].itertuples():
        for example in line.examples.split(";"):
            assert any(matches(pattern, example) for pattern in line.row.split(";")), (line.row, example)


def named(table, field):
    """Return the rows that name our keys one by one, with a row for each key that we have."""
    lines = LINES[(LINES["field"] == field) & ~LINES["row"].str.contains("*", regex=False) & (LINES["count"] > 0)]
    keys = lines.assign(row=lines["row"].str.split(";")).explode("row")
    return keys[keys["row"].isin(table)]


def test_members_are_members_in_the_years_that_we_alone_have():
    years = member_years(load("arrangements")["id"], pd.Timestamp("2026-01-01"))
    held = years.groupby(years["arrangement"] + "/" + years["country"])["year"].agg(set)
    lines = named(held.index, "member").query("only == 'ours'")
    assert len(lines) > 60
    for line in lines.itertuples():
        assert held[line.row] & set(range(line.first, line.last + 1)), f"{line.row} has no member in these years"


def test_members_are_not_members_throughout_years_that_they_alone_have():
    years = member_years(load("arrangements")["id"], pd.Timestamp("2026-01-01")).query("whole")
    held = years.groupby(years["arrangement"] + "/" + years["country"])["year"].agg(set)
    lines = named(held.index, "member").query("only == 'theirs'")
    assert len(lines) > 20
    for line in lines.itertuples():
        assert not set(range(line.first, line.last + 1)) <= held[line.row], f"{line.row} is a member all the time"


def test_operations_stood_in_years_that_we_alone_have_and_not_where_they_alone_have_them():
    rows = load("operations")
    years = years_held(rows, ["id"], pd.Timestamp("2027-01-01"), begin="start", end="end")
    held, whole = (part.groupby("id")["year"].agg(set) for part in (years, years.query("whole")))
    lines = pd.concat([named(rows["id"], field) for field in ("years", "start", "end")])
    assert len(lines) > 10
    for line in lines.itertuples():
        span = set(range(line.first, line.last + 1))
        assert span & held[line.row] if line.only == "ours" else not span <= whole.get(line.row, set()), line.row


def test_exercises_begin_after_earlier_ones_of_their_name():
    first = load("military_exercises").set_index("id")["first_year"]
    lines = LINES.query("dataset == 'mme-7' and only == 'theirs'")
    keys = lines.assign(row=lines["row"].str.split(";")).explode("row").query("reason != 'ours'")
    assert set(keys["row"]) == {"csto-interaction", "flintlock", "tsentr", "vostok", "zapad"}
    assert (keys["row"].map(first) > keys["last"]).all()


def test_arrangements_of_two_states_are_ours():
    lines = LINES[LINES["field"].isin(PAIRS)]
    names = {name for row in lines["row"] for name in row.split(";") if name != "*" and "/" not in name}
    assert names <= set(load("arrangements")["id"])
