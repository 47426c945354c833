"""Defence pacts against ATOP 5.1, 1946–2018: recall and precision by pair of states and by pair and year.

ATOP's rows may not be passed on: nothing of them is here but how many there are. They are read where they lie, in
``../shared/reference/check`` or in the folder that the environment names in ``MCOLLAB_EXTRACTS``. The list of ATOP's
pairs that the first version of this course did not have gives recall and precision by pair; ``atop_alliance.csv``, the
directed dyads by year as the package peacesciencer has them, gives all four figures.
"""

import os
from itertools import combinations
from pathlib import Path

import pandas as pd

import mcollab as mc

YEARS = (1946, 2018)
FOLDER = Path(os.environ.get("MCOLLAB_EXTRACTS") or Path(__file__).parents[2] / "shared" / "reference" / "check")
EXTRACT = FOLDER / "check_atop51_defence_dyads_not_ours.csv"
TABLE = FOLDER / "atop_alliance.csv"
PAIRS = 1905
"""Pairs of states, by alpha-3 code, that a defence pact joins by ATOP in some year of those."""
NOT_THEIRS = 3
"""Pairs that the first version had and ATOP has not: France with Djibouti, and two others."""

WEAKER = {  # What ATOP calls a defence pact and the text does not, by our codebook: arrangement, and what it obliges to
    "oas": "collective security: the Charter leaves the measures to the special treaties",
    "cis": "consultation: Article 12 of the Charter names force only as a measure on which members may agree",
    "cento": "assistance: co-operation for security and defence, with measures to be agreed",
    "us-iran-1959": "assistance: such appropriate action as may be mutually agreed",
    "us-pakistan-1959": "assistance: such appropriate action as may be mutually agreed",
    "us-japan-1951": "assistance: forces may be used for Japan’s security, without an obligation",
    "us-spain-1953": "assistance: bases and aid",
}
# The arrangements with a promise of defence and members that the list was made against
# fmt: off
COMPARED = [
    "anglo-portuguese-1373", "anglo-egyptian-1936", "anglo-soviet-1942", "sino-soviet-1945", "dunkirk-treaty",
    "rio-treaty", "western-union", "finno-soviet-1948", "nato", "sino-soviet-1950", "arab-jdt", "us-iceland-1951",
    "us-philippines", "anzus", "us-rok", "balkan-pact-1954", "seato", "weu", "us-taiwan-1954", "warsaw-pact", "eu",
    "anglo-malayan-1957", "us-japan", "soviet-dprk-1961", "china-dprk", "us-thailand", "rss", "amu", "csto",
    "gcc-jda", "france-djibouti-2011",
]
# fmt: on

Dyads = set[tuple[object, object, int]]


def ours(codes: str | None = None, **which) -> Dyads:
    """Return our pairs by year, by alpha-3 code or by the numbers of a list of states."""
    table = mc.panel("dyad", years=YEARS, codes=codes, **which)
    a, b = (f"{codes}_a", f"{codes}_b") if codes else ("a", "b")
    table = table.dropna(subset=[a, b])
    return {(*sorted(pair), year) for *pair, year in table[[a, b, "year"]].itertuples(index=False, name=None)}


def pending() -> Dyads:
    """Return founders of defence pacts, by COW number, in the years from signature to entry into force.

    ATOP counts from the signature on; by our codebook nothing obliges before the text is in force.
    """
    numbers = mc.load("state_numbers").dropna(subset=["cow"]).groupby("country")["cow"].unique()
    founders = mc.load("memberships").query("founder").groupby("arrangement")["country"].unique()
    rows = mc.load("arrangements").query("obligation == 'defence' and in_force.notna()")
    found = set()
    for row in rows[rows["id"].isin(founders.index)].itertuples():
        states = sorted({int(one) for code in founders[row.id] for one in numbers.get(code, [])})
        for year in range(row.signed.year, row.in_force.year + 1):
            found |= {(a, b, year) for a, b in combinations(states, 2)}
    return found


def pairs(dyads: Dyads) -> set[tuple[object, object]]:
    """Return the pairs, whatever the year."""
    return {(a, b) for a, b, _ in dyads}


def atop() -> Dyads | None:
    """Return ATOP's pairs by year, by the numbers of Correlates of War, where its table is there."""
    if not TABLE.exists():
        return None
    table = pd.read_csv(TABLE)
    table = table[table["atop_defense"].eq(1) & table["year"].between(*YEARS)]
    table = table.loc[table["ccode1"] < table["ccode2"], ["ccode1", "ccode2", "year"]].astype(int)
    return set(table.itertuples(index=False, name=None))


def shares(theirs: set, own: set, other: set) -> tuple[float, float]:
    """Return recall, without what our codebook does not call a defence pact in force, and precision."""
    asked = theirs - (other - own)
    return len(asked & own) / len(asked), len(theirs & own) / len(own)


def of_extract() -> tuple[float, float]:
    """Return recall and precision by pair, from the list of the pairs that were missing."""
    table = pd.read_csv(EXTRACT)
    were = set(table[["a", "b"]].itertuples(index=False, name=None))
    own, weaker = pairs(ours(obligation="defence")), pairs(ours(arrangements=list(WEAKER)))
    missing, other = were - own, (were & weaker) - own
    wrong = own - were - (pairs(ours(arrangements=COMPARED)) - were)
    return 1 - len(missing - other) / (PAIRS - len(other)), 1 - (len(wrong) + NOT_THEIRS) / len(own)


def of_table(theirs: Dyads) -> dict[str, tuple[float, float]]:
    """Return recall and precision by pair and year, as they are and as our codebook asks, and by pair."""
    own, weaker = ours("cow", obligation="defence"), ours("cow", arrangements=list(WEAKER))
    return {
        "pair and year, whatever our codebook says": shares(theirs, own, set()),
        "pair and year": shares(theirs, own, weaker | pending()),
        "pair": shares(pairs(theirs), pairs(own), pairs(weaker)),
    }


def by_period(theirs: Dyads) -> dict[str, tuple[float, float]]:
    """Return recall and precision by pair and year, as our codebook asks, in each decade."""
    own, weaker = ours("cow", obligation="defence"), ours("cow", arrangements=list(WEAKER)) | pending()
    found = {}
    for first in range(YEARS[0], YEARS[1], 10):
        last = min(first + 9, YEARS[1])
        sets = ({pair for pair in dyads if first <= pair[2] <= last} for dyads in (theirs, own, weaker))
        found[f"{first}–{last}"] = shares(*sets)
    return found


def measure():
    """Yield recall and precision, as far as what they are computed from is there."""
    found = {"pair, from the list of missing ones": of_extract()} if EXTRACT.exists() else {}
    if (theirs := atop()) is not None:
        found |= of_table(theirs)
        found |= {f"pair and year, {years}": both for years, both in by_period(theirs).items()}
    else:
        yield f"{TABLE.name} is not there: no figures by pair and year."
    for name, (recall, precision) in found.items():
        yield f"by {name}: recall {recall:.3f}, precision {precision:.3f}"
