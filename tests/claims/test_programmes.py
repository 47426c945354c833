"""Checks of what is made and paid together."""

import pytest
from made_up import countries, decides, spells

from mcollab.claims import check
from mcollab.errors import McollabError

COUNTRIES = countries(AAA="Alphaland, Asia", BBB="Betaland, Asia", CCC="Gammaland, Asia", DDD="Deltaland, Asia")
ARRANGEMENTS = [
    {"id": "nato", "short_name": "NATO", "source": "n"},
    {"id": "club", "short_name": "Club", "source": "c"},
]
MEMBERSHIPS = [
    *spells("nato", "AAA 1950-01-01", "BBB 2014-12-31", "CCC 2015-01-01", "DDD 1950-01-01 2014-12-31"),
    *spells("club", "DDD 2000-01-01"),
]
PROGRAMMES = [
    {"id": "jet", "name": "Joint Jet", "arrangement": "nato", "product": "a fighter", "source": "jet"},
    {"id": "gun", "name": "Joint Gun", "product": "a gun", "source": "gun"},
]


def partners(*lines):
    """Return partners of the jet from lines such as ``AAA lead 40``."""
    rows = []
    for line in lines:
        country, role, *share = line.split()
        basis = {"share": share[0], "share_basis": share[1] if len(share) > 1 else "cost"} if share else {}
        rows.append({"programme": "jet", "country": country, "role": role, "source": f"jet-{country}", **basis})
    return rows


@pytest.fixture
def world(other_tables):
    def make(*lines, extra=(), spending=()):
        other_tables(
            countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=MEMBERSHIPS, programmes=PROGRAMMES,
            programme_partners=[*partners(*lines), *extra], spending=spending,
        )  # fmt: skip

    return make


def test_a_programme_is_run_under_its_arrangement(world):
    world()
    decides("runs nato jet", "supported", "Joint Jet: a fighter, under nato.", "jet")
    decides("runs club jet", "wrong", "Joint Jet: a fighter, under nato.", "jet")


def test_partners_outside_are_counted_customers_and_leavers_are_not(world):
    left = {"programme": "jet", "country": "DDD", "role": "partner", "left": "2020-01-01", "source": "jet-DDD"}
    other = {"programme": "gun", "country": "DDD", "role": "partner", "source": "gun-DDD"}
    world("AAA lead", "BBB partner", "DDD customer", extra=[left, other])
    decides("partners_within jet nato", "supported", "Of its 2 partners, 0 are outside NATO.", "jet-AAA", "jet-BBB")
    said = "Of its 2 partners, 2 are outside Club: Alphaland, Betaland."
    decides("partners_within jet club", "wrong", said, "jet-AAA", "jet-BBB")


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [(["AAA lead", "DDD partner"], "wrong"), (["AAA lead", "BBB partner", "DDD partner"], "imprecise")],
)
def test_most_are_more_than_half(world, lines, verdict):
    world(*lines)
    finding = check("partners_within jet nato")
    assert finding.verdict == verdict
    assert finding.found == f"Of its {len(lines)} partners, 1 are outside NATO: Deltaland."


@pytest.mark.parametrize(
    ("most", "verdict"), [("50", "supported"), ("50.5", "imprecise"), ("90", "imprecise"), ("90.5", "wrong")]
)
def test_a_cost_is_spread_up_to_a_half_and_not_above_nine_tenths(world, most, verdict):
    world("BBB partner 5", f"AAA lead {most}", "CCC partner 99 work")
    said = f"Alphaland bears {float(most):.1f} per cent of the cost, the others the rest."
    decides("cost_spread jet", verdict, said, "jet-AAA", "jet-BBB")


def spend(**shares):
    return [
        {"country": country, "year": year, "share_gdp": share, "source": f"s{year}"}
        for country, values in shares.items()
        for year, share in values.items()
    ]


def test_all_most_or_few_spend_a_share(world):
    world(spending=spend(AAA={"2020": "2.0"}, BBB={"2020": "2.5"}, CCC={"2020": "3.0"}, DDD={"2020": "0.5"}))
    decides("spends 2 2020", "supported", "In 2020, 3 of 3 spent at least 2 per cent.", "s2020")
    said = "In 2020, 2 of 3 spent at least 2.1 per cent; below: Alphaland."
    decides("spends 2.1 2020", "imprecise", said, "s2020")
    said = "In 2020, 1 of 3 spent at least 3 per cent; below: Alphaland, Betaland."
    decides("spends 3 2020", "wrong", said, "s2020")


def test_a_half_is_not_most_and_allies_are_those_at_the_end_of_the_year(world):
    world(spending=spend(AAA={"2014": "2.0"}, BBB={"2014": "1.0"}, CCC={"2014": "1.0"}, DDD={"2014": "1.0"}))
    said = "In 2014, 1 of 2 spent at least 2 per cent; below: Betaland."
    decides("spends 2 2014", "wrong", said, "s2014")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("runs nato jett", "No row 'jett' in programmes: expected an id of that table; did you mean 'jet'"),
        ("runs natto jet", "No row 'natto' in arrangements"),
        ("partners_within gun nato", "No partners of 'gun' are recorded"),
        ("partners_within gum nato", "No row 'gum' in programmes"),
        ("cost_spread gun", "No partners of 'gun' are recorded"),
        ("cost_spread jet", "No cost shares of 'jet' are recorded: expected a programme with share_basis 'cost'"),
        ("spends two 2020", "cannot be read: expected spends share year"),
        ("spends 2 now", "cannot be read"),
        ("spends 2 1990", "No spending of allies in 1990 is recorded: expected a year of the table spending"),
    ],
)
def test_a_line_of_programmes_that_cannot_be_read_says_why(world, line, said):
    world("AAA lead 40 work")
    with pytest.raises(McollabError, match=said):
        check(line)
