"""Checks of what arrangements are: one by one, and all together."""

import pytest
from made_up import countries, decides, spells

from mcollab.claims import check
from mcollab.errors import McollabError

COUNTRIES = countries(AAA="Alphaland, Europe", BBB="Betaland, Europe", CCC="Gammaland, Africa", DDD="Deltaland, Asia")
ARRANGEMENTS = [
    {"id": "pact", "short_name": "Pact", "name": "The Old Pact", "kind": "alliance", "obligation": "defence",
     "model": "multilateral", "signed": "1949-04-04", "source": "p", "description": "An alliance of two."},
    {"id": "ring", "short_name": "Ring", "name": "Ring of Three", "kind": "collective_security", "model": "minilateral",
     "obligation": "non_aggression", "signed": "1990-01-01", "source": "r"},
    {"id": "trio", "short_name": "Trio", "name": "Trio (2021)", "kind": "partnership", "obligation": "none",
     "model": "minilateral", "signed": "1991-12-31", "source": "t"},
    {"id": "past", "short_name": "Past", "name": "Past Band", "kind": "coalition", "obligation": "assistance",
     "model": "multilateral", "signed": "1950-01-01", "ended": "1991-12-31", "source": "q"},
    {"id": "pair", "short_name": "Pair", "name": "Pair of Powers", "kind": "alliance", "obligation": "defence",
     "model": "bilateral", "signed": "1940-01-01", "ended": "1992-01-01", "source": "b"},
    {"id": "void", "short_name": "Void", "name": "Void Programme", "kind": "programme", "obligation": "none",
     "model": "multilateral", "signed": "1992-01-01", "source": "v"},
]  # fmt: skip
ATTACK = {"trigger": "armed_attack", "obligation": "defence"}
CLAUSES = [
    {"id": "pact-5", "arrangement": "pact", "article": "5", **ATTACK, "automaticity": "discretionary", "source": "p5"},
    {"id": "ring-1", "arrangement": "ring", "article": "1", **ATTACK, "source": "r1"},
    {"id": "trio-2", "arrangement": "trio", "article": "2", **ATTACK, "source": "t2"},
    {"id": "past-3", "arrangement": "past", "article": "3", **ATTACK, "obligation": "assistance", "source": "q3"},
    {"id": "pair-4", "arrangement": "pair", "article": "4", **ATTACK, "source": "b4"},
    {"id": "void-6", "arrangement": "void", "article": "6", **ATTACK, "trigger": "dispute", "source": "v6"},
]  # fmt: skip
MEMBERSHIPS = [
    *spells("pact", "AAA 1949-04-04", "BBB 1949-04-04"),
    *spells("ring", "AAA 1990-01-01", "BBB 1990-01-01"),
    *spells("trio", "AAA 1992-01-01", "BBB 1992-01-01", "CCC 1992-01-01", "DDD 1992-01-01"),
    *spells("past", "CCC 1950-01-01 1991-12-31", "DDD 1950-01-01 1991-12-31", "AAA 1950-01-01 1960-01-01"),
    *spells("pair", "CCC 1940-01-01 1992-01-01", "DDD 1940-01-01 1992-01-01"),
    *spells("void", "AAA 1992-01-01 observer"),
]


@pytest.fixture(autouse=True, scope="module")
def world(tables):
    tables(
        countries=COUNTRIES,
        arrangements=ARRANGEMENTS,
        clauses=CLAUSES,
        memberships=MEMBERSHIPS,
        operations=[{"id": "oak", "acronym": "OAK", "name": "Operation Oak", "source": "oak"}],
        programmes=[{"id": "jet", "name": "Joint Strike Jet", "source": "jet"}],
        military_exercises=[{"id": "sea", "name": "Sea Shield", "source": "sea"}],
    )


@pytest.mark.parametrize(
    ("conditions", "verdict", "said"),
    [
        ("kind=alliance", "supported", "kind alliance"),
        ("kind=ALLIANCE", "supported", "kind alliance"),
        ("kind=coalition|alliance", "supported", "kind alliance"),
        ("kind!=coalition", "supported", "kind alliance"),
        ("kind!=alliance", "wrong", "kind alliance"),
        ("kind=alliance model=bilateral", "imprecise", "kind alliance, model multilateral"),
        ("model=bilateral obligation=none", "wrong", "model multilateral, obligation defence"),
        ("kind!=coalition kind!=pact model=multilateral", "supported", "kind alliance, model multilateral"),
    ],
)
def test_a_row_is_coded_as_its_columns_say(conditions, verdict, said):
    decides(f"coded pact {conditions}", verdict, f"Pact is coded: {said}.", "p")


def test_an_alliance_or_what_alliances_bind():
    decides("alliance pact", "supported", "Pact is an alliance: An alliance of two.", "p")
    ring = "Ring is not an alliance but a case of collective security, its obligation non aggression"
    decides(
        "alliance ring",
        "imprecise",
        f"{ring}; each of its members is bound to another of them by an alliance of its own.",
        "r",
    )
    trio = "Trio is not an alliance but a case of partnership, its obligation none"
    decides("alliance trio", "wrong", f"{trio}; no alliance binds Deltaland, Gammaland to another of its members.", "t")
    void = "Void is not an alliance but a case of programme, its obligation none"
    decides("alliance void", "wrong", f"{void}; no member of it is recorded.", "v")
    # What has ended had allies at its end: the pair lasted a day longer.
    past = "Past is not an alliance but a case of coalition, its obligation assistance"
    decides(
        "alliance past",
        "imprecise",
        f"{past}; each of its members is bound to another of them by an alliance of its own.",
        "q",
    )


def test_an_alliance_with_others_binds_no_member_to_another(other_tables):
    memberships = [
        *spells("ring", "AAA 1990-01-01", "CCC 1990-01-01"),
        *spells("pact", "AAA 1949-04-04", "BBB 1949-04-04"),
    ]
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=memberships)
    found = check("alliance ring")
    assert found.verdict == "wrong"
    assert found.found.endswith("; no alliance binds Alphaland, Gammaland to another of its members.")


def test_a_clause_has_a_trigger_and_an_obligation():
    said = "Pact, article 5: defence on armed attack, discretionary."
    decides("clause pact-5 armed_attack defence", "supported", said, "p5")
    decides("clause pact-5 armed_attack consultation", "imprecise", said, "p5")
    decides("clause pact-5 dispute defence", "imprecise", said, "p5")
    decides("clause pact-5 dispute consultation", "wrong", said, "p5")


def test_the_first_with_a_clause_among_its_like():
    decides("first_with pact-5", "supported", "No treaty before Pact is recorded with such a clause.", "p5")
    decides("first_with ring-1", "imprecise", "Such a clause stood before in: Pact (1949).", "r1", "p5")
    decides(
        "first_with trio-2", "imprecise", "Such a clause stood before in: Pact (1949), Ring (1990).", "t2", "p5", "r1"
    )
    decides("first_with past-3", "supported", "No treaty before Past is recorded with such a clause.", "q3")
    decides("first_with pair-4", "supported", "No treaty before Pair is recorded with such a clause.", "b4")
    decides("first_with void-6", "supported", "No treaty before Void is recorded with such a clause.", "v6")


@pytest.mark.parametrize(
    ("obligations", "met", "verdict"),
    [(1, 1, "imprecise"), (0, 0, "wrong"), (5, 5, "imprecise"), (6, 6, "supported"), (10, 10, "supported")],
)
def test_most_are_more_than_half_and_hardly_any_less_than_a_tenth(other_tables, obligations, met, verdict):
    rows = [{"id": f"a{i}", "obligation": "defence" if i < obligations else "none", "kind": "pact"} for i in range(10)]
    ended = [{"id": f"e{i}", "obligation": "defence", "kind": "pact", "ended": "1990-01-01"} for i in range(20)]
    other_tables(arrangements=[*rows, *ended])
    said = f"So are {met} of the 10 arrangements recorded that exist ({met * 10}%)."
    decides("mostly obligation=defence", verdict, said)
    decides("mostly obligation=defence kind=pact", verdict, said)
    decides(
        "mostly obligation=defence kind!=pact", "wrong", "So are 0 of the 10 arrangements recorded that exist (0%)."
    )


def grown(old, new, year):
    """What is found of two kinds, each a name with its numbers then and today."""
    parts = (f"kind {name}: {then} at the end of {year}, {now} today" for name, then, now in (old, new))
    return f"Of those recorded, {'; '.join(parts)}."


def test_who_grew_and_who_declined_since_a_year():
    said = grown(("alliance", 2, 1), ("programme", 0, 1), 1991)
    decides("shift alliance programme 1991", "supported", said)
    said = grown(("alliance", 1, 1), ("programme", 1, 1), 1992)
    decides("shift alliance programme 1992", "wrong", said)
    said = grown(("collective_security", 1, 1), ("programme or coalition", 0, 1), 1991)
    decides("shift collective_security programme|coalition 1991", "imprecise", said)
    said = grown(("coalition", 1, 0), ("partnership", 0, 1), 1990)
    decides("shift coalition partnership 1990", "supported", said)
    said = grown(("partnership", 1, 1), ("alliance", 2, 1), 1991)
    decides("shift partnership alliance 1991", "wrong", said)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("pact", "p"),
        ("Pact", "p"),
        ("THE OLD PACT", "p"),
        ("oak", "oak"),
        ("Operation Oak", "oak"),
        ("Joint Strike Jet", "jet"),
        ("sea shield", "sea"),
    ],
)
def test_a_name_of_any_table_exists(name, source):
    decides(f"exists {name}", "supported", f"{name} is in the tables.", source)


def test_a_slip_is_wrong_and_a_fancy_is_no_such_thing():
    decides(
        "exists Operation Oaks", "wrong", "Nothing is called Operation Oaks; the nearest name is Operation Oak.", "oak"
    )
    decides("exists Sea Shild", "wrong", "Nothing is called Sea Shild; the nearest name is Sea Shield.", "sea")
    decides(
        "exists Sky Shield", "wrong", "Nothing is called Sky Shield; the nearest name is Sea Shield.", "sea"
    )  # eight in ten
    decides("exists Blue Shield", "no_such_thing", "Nothing in the tables is called Blue Shield or nearly so.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("coded pact", "cannot be read: expected coded arrangement conditions…"),
        ("coded pact knd=alliance", "No column 'knd': expected one of id, short_name, .*; did you mean 'kind'"),
        ("clause pact-5 defence", "cannot be read: expected clause id trigger obligation"),
        ("clause pact-6 none defence", "No row 'pact-6' in clauses: .* did you mean 'pact-5'"),
        ("mostly", "cannot be read: expected mostly conditions…"),
        ("shift alliance pact now", "cannot be read: expected shift old new year"),
        ("alliance pact ring", "cannot be read: expected alliance arrangement"),
    ],
)
def test_a_line_of_kinds_that_cannot_be_read_says_why(line, said):
    with pytest.raises(McollabError, match=said):
        check(line)
