"""The workshop with the tables of the course: never the opposite of them, and any text has an answer."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcollab.claims import VERDICTS, check, extract
from mcollab.claims.belonging import regular
from mcollab.claims.reading.names import Names
from mcollab.datapackage import load

pytestmark = pytest.mark.wide

NAMES = Names()


def verdicts(text):
    return list(extract(text)["verdict"])


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("NATO was founded in 1949.", "supported"),
        ("Established in 1949, the North Atlantic Treaty Organization defends its members.", "supported"),
        ("NATO was founded on 5 April 1949.", "imprecise"),
        ("SEATO was one of many pacts; SEATO was established in the 1960s.", "wrong"),
        ("The creation of NATO in 1955 alarmed Moscow.", "wrong"),
        ("A prominent example is NATO, established in 1949, which unites its members.", "supported"),
        ("CENTO was signed on February 24, 1955.", "supported"),
        ("ANZUS entered into force in 1951.", "imprecise"),
        ("The Warsaw Pact was dissolved in 1991.", "supported"),
        (
            "The Collective Security Treaty Organization (CSTO), established in 2002, unites several states.",
            "imprecise",
        ),
        ("NATO has 31 members.", "outdated"),
        ("NATO comprises thirty-two member states.", "supported"),
        ("In 1999, NATO had 19 members.", "supported"),
        ("NATO had 17 members in 1999.", "wrong"),
        ("Comprising 31 member countries, NATO defends them all.", "outdated"),
        ("The Association of Southeast Asian Nations (ASEAN) serves its ten member states.", "outdated"),
        ("The 27-member EU agreed.", "supported"),
        ("SEATO has eight members.", "outdated"),
        ("Finland joined NATO in 2023.", "supported"),
        ("Sweden joined NATO in April 2023.", "wrong"),
        ("Türkiye and Greece joined NATO in 1952.", "supported"),
        ("The United Kingdom left the European Union in 2020.", "supported"),
        ("Ukraine is a member of NATO.", "wrong"),
        ("Ukraine is not a member of NATO.", "supported"),
        ("The UK is a member of the EU.", "outdated"),
        ("The UK is no longer a member of the EU.", "supported"),
        ("Ukraine is no longer a member of NATO.", "wrong"),
        ("The Quad consists of Australia, India, Japan and the United States.", "supported"),
        ("The Quad consists of Australia, India, Japan and South Korea.", "imprecise"),
        ("The Quad is a military alliance.", "wrong"),
        ("AUKUS is not an alliance.", "supported"),
        ("Today NATO has 32 members.", "supported"),
        ("There are 30 countries in NATO.", "outdated"),
        ("Ten countries are members of ASEAN.", "outdated"),
        ("Sweden became the 32nd member of NATO in 2024.", "supported"),
        ("Finland's accession to NATO in 2022 changed the map.", "undecided"),
        ("The first UN peacekeeping operation was established in 1956.", "wrong"),
        ("The United Nations has run peacekeeping missions since 1948.", "supported"),
        ("Formed in 1967, ASEAN now has eleven members.", "supported"),
        ("The United States, the UK and Australia formed AUKUS in 2021.", "supported"),
        ("MINUSMA is still active in Mali.", "outdated"),
        ("UNIFIL was established in 1988.", "wrong"),
        ("ISAF ended in 2014.", "supported"),
        ("Currently, over 12,000 military personnel from various nations contribute to active missions.", "wrong"),
        ("More than 60,000 peacekeepers serve today.", "supported"),
    ],
)
def test_a_plain_statement_is_decided(sentence, verdict):
    assert verdicts(sentence)[-1] == verdict, extract(sentence).to_string()


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO might have been founded in 1955.",
        "Was NATO founded in 1950?",
        "NATO was not founded in 1955.",
        "It is a myth that NATO was founded in 1955.",
        "The predecessor of NATO was founded in 1948.",
        "The headquarters of NATO, established in 1967, is in Brussels.",
        "The NATO Defence College was founded in 1951.",
        "NATO established in 1952 a permanent headquarters.",
        "NATO was founded between 1948 and 1950.",
        "NATO was founded before 1955.",
        "NATO has more than 30 members.",
        "NATO has two members in the Baltic.",
        "NATO has two members, Germany and Italy, without carriers.",
        "NATO grew from 12 to 32 members.",
        "NATO had 12 founding members.",
        "NATO will have 33 members.",
        "The European Union was established in 1993.",
        "Russia joined the UN in 1945.",
        "Finland joined NATO in 2023 or 2024.",
        "Japan joined NATO as a partner in 2013.",
        "The EU is an economic alliance.",
        "France withdrew from NATO's integrated command in 1966.",
        "MINUSMA was established in 2012.",
        "The first African Union peacekeeping mission was established in 2003.",
        "Thirty countries in NATO spend too little.",
        "India sends 6,000 peacekeepers.",
        "More than 4,000 peacekeepers have been killed since 1948.",
        "The GCC security agreement has six members.",
        "The coalition is strong and its members are many.",
    ],
)
def test_what_is_hedged_or_said_of_something_else_is_left_undecided(sentence):
    assert verdicts(sentence) == ["undecided"], extract(sentence).to_string()


@pytest.mark.parametrize(
    "text",
    [
        "<p><b>NATO</b> has <em>31</em> members.</p>",
        "**NATO** has [31 members](https://example.org/a).",
        "- NATO has 31\n  members.",
        "NA\u200bTO has\x0c 31 mem\u00adbers.",
        "&#78;ATO has 31&nbsp;members.",
        "# Alliances\n\nNATO has 31 members.\n",
    ],
)
def test_markup_and_control_characters_do_not_matter(text):
    assert "outdated" in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "北约成立于1949年。" * 50,
        "تأسس حلف الناتو عام 1949.",
        "НАТО основано в 1949 году и имеет сегодня тридцать два члена.",
        "Die NATO wurde im Jahr 1949 von zwölf Staaten gegründet.",
    ],
)
def test_other_languages_are_left_undecided(text):
    assert set(verdicts(text)) == {"undecided"}


@given(st.text(max_size=400))
@settings(max_examples=30, deadline=None)
def test_any_text_has_an_answer(text):
    frame = extract(text)
    assert len(frame) >= 1
    assert set(frame["verdict"]) <= {*VERDICTS, "undecided"}
    assert (frame["found"] != "").all()


FRAGMENTS = [
    "NATO",
    "the EU",
    "SEATO",
    "France",
    "Mali",
    "MINUSMA",
    "was founded in",
    "has",
    "joined",
    "is a member of",
    "members",
    "31",
    "1949",
    "in 1991",
    "Twenty-One",
    "countries are members of",
    "in the 1950s",
    "on 31 June 1949",
    "the first",
    "peacekeeping operation",
    "60,000 peacekeepers",
    "left",
    "consists of",
    "is an alliance",
    "active",
    "'s",
    ",",
    ".",
    "(",
    ")",
    "not",
    "its",
    "<b>",
    "and",
    "\n",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join))
@settings(max_examples=30, deadline=None)
def test_heaps_of_what_the_rules_look_for_have_an_answer(text):
    assert set(verdicts(text)) <= {*VERDICTS, "undecided"}


@pytest.mark.parametrize(
    "unit", ["NATO was founded in 1949. ", "NATO has 31 members, ", "(", "<a ", "[x](", "France, ", "a"]
)
def test_time_grows_in_step_with_the_length(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()  # of this process alone: what else runs does not matter
        extract(text)
        return time.process_time() - start

    seconds(1000)
    short, long = min(seconds(10_000) for _ in range(2)), seconds(80_000)
    assert long < 24 * short + 0.5


# Never the opposite of the tables

ARRANGEMENTS = load("arrangements")
MEMBERSHIPS = load("memberships")
COUNTRIES = load("countries").set_index("iso3")["name"]
PLAIN = [
    row
    for row in ARRANGEMENTS.itertuples()
    if row.id in NAMES.listed and NAMES.mark(row.short_name).things == [("a", row.id)]
]


def decided(text):
    frame = extract(text)
    assert len(frame) == 1
    return frame["verdict"][0]


@given(st.sampled_from(PLAIN), st.integers(1800, 2026))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_founding_years_are_those_of_the_table(row, year):
    right = {row.signed.year} | ({row.in_force.year} if row.in_force == row.in_force else set())
    verdict = decided(f"{row.short_name} was established in {year}.")
    assert verdict in ({"supported"} if year in right else {"wrong", "imprecise", "undecided"})


@given(st.sampled_from(PLAIN), st.integers(2, 200))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_numbers_of_members_are_those_of_the_table(row, number):
    spells = MEMBERSHIPS[(MEMBERSHIPS["arrangement"] == row.id) & MEMBERSHIPS["status"].isin(regular(row.id))]
    now = spells["left"].isna().sum()
    verdict = decided(f"{row.short_name} has {number} members.")
    if not row.members_complete:
        assert verdict == "undecided"
        return
    assert (verdict == "supported") == (number == now)
    if number > spells["country"].nunique():
        assert verdict in ("wrong", "undecided")  # as the list is fresh, or was last seen long ago


@given(st.sampled_from(PLAIN), st.sampled_from(sorted(COUNTRIES.index)))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_members_are_those_of_the_table(row, country):
    own = MEMBERSHIPS[
        (MEMBERSHIPS["arrangement"] == row.id)
        & (MEMBERSHIPS["country"] == country)
        & MEMBERSHIPS["status"].isin(regular(row.id))
    ]
    verdict = extract(f"{COUNTRIES[country]} is a member of {row.short_name}.")["verdict"][0]
    if own["left"].isna().any():
        assert verdict in ("supported", "undecided")
    else:
        assert verdict in ("outdated" if len(own) else "wrong", "undecided")


@given(st.sampled_from(list(MEMBERSHIPS[MEMBERSHIPS["status"] == "member"].itertuples())), st.integers(-3, 3))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_years_of_joining_are_those_of_the_table(spell, off):
    name = ARRANGEMENTS.set_index("id")["short_name"][spell.arrangement]
    text = f"{COUNTRIES[spell.country]} joined {name} in {spell.joined.year + off}."
    frame = extract(text)
    for row in frame.itertuples():
        if row.verdict != "undecided":
            assert row.verdict == check(row.check).verdict
            assert (row.verdict == "supported") == (
                check(f"joined {spell.arrangement} {spell.joined.year + off} {spell.country}").verdict == "supported"
            )
