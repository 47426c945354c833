"""Every answer that the tables can give, derived again, by code other than the question's own.

A question names in `tables` what decides its answer; each such question has a function here, and gets from it what
``right`` reads out of the question. A question with a generator hands its function the values that were drawn.
"""

import re

import pandas as pd
import pytest

import mcollab as mc
from mcollab.questions import bank, variants

NAMES = {name: list(bank.read(bank.questions_dir() / f"{name}.yml")) for name in bank.chapters()}
QUESTIONS = [f"{chapter}/{id}" for chapter, ids in NAMES.items() for id in ids]
DERIVED = {}


def derives(name):
    def keep(function):
        assert name not in DERIVED, f"{name} is derived twice"
        DERIVED[name] = function
        return function

    return keep


def right(question):
    """Return a question's right answer as the functions below give it."""
    match question.kind:
        case "single" | "multi":
            return {option.text for option in question.options if option.correct}
        case "numeric":
            return question.answer
        case "order":
            return question.items
        case "match":
            return {pair.left: pair.right for pair in question.pairs}
        case "short":
            return question.accept
        case "predict":
            return {str(point.x): point.y for point in [*question.given, *question.hidden]}


def agrees(question, derived):
    """Assert that a question's answer is the derived one, to the precision in which the question states it."""
    stated = right(question)
    match question.kind:
        case "numeric":
            assert stated == pytest.approx(derived, abs=max(0.051 * 10 ** -_places(stated) * 10, 1e-9))
            assert question.tolerance >= abs(stated - derived)
            for mistake in question.mistakes:
                assert abs(mistake.answer - derived) > question.tolerance, f"{mistake.answer} counts as right"
        case "short":
            assert derived in stated
        case "predict":
            derived = {str(x): y for x, y in derived.items()}
            assert list(stated) == list(derived)
            for x, y in stated.items():
                assert y == pytest.approx(float(derived[x]), abs=0.51 * 10 ** -_places(y)), x
        case _:
            assert stated == derived


def _places(number):
    text = f"{number:.6f}".rstrip("0")
    return len(text.split(".")[1])


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_follows_from_the_tables(name):
    first = bank.question(name)
    if not first.tables:
        assert name not in DERIVED, f"{name} is derived here: say in its `tables` from what"
        assert first.generator is None and first.kind != "predict", f"{name}: what a generator or a prediction shows comes from tables"
        return
    assert set(first.tables) <= set(mc.tables()["table"])
    assert name in DERIVED, f"{name} names tables that decide its answer: derive it here"
    if first.generator is None:
        return agrees(first, DERIVED[name]())
    source = bank.questions_dir() / f"{name.partition('/')[0]}.py"
    for number in range(12):
        agrees(bank.question(name, number), DERIVED[name](variants.generate(source, first.generator, number)))


def test_nothing_is_derived_for_a_question_that_is_gone():
    assert set(DERIVED) <= set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_teaches(name):
    question = bank.question(name)
    chapter = (bank.questions_dir().parent / f"{name.partition('/')[0]}.md").read_text(encoding="utf-8")
    assert question.section and f"\n({question.section})=\n" in chapter, "the section it points back to is not in the chapter"
    assert len(bank.page(name)) == question.variants
    if question.kind in ("single", "multi"):
        assert all(option.feedback for option in question.options if not option.correct), "a wrong option without feedback"


def test_every_question_is_asked_or_kept_for_assignments():
    """What a chapter asks exists, once."""
    asked = [name for path in bank.questions_dir().parent.glob("*.md") for name in re.findall(r'mc\.ask\("([^"]+)"\)', path.read_text(encoding="utf-8"))]
    assert set(asked) <= set(QUESTIONS)
    assert len(asked) == len(set(asked))


# --- What several chapters need ----------------------------------------------------------------------------------------


def rows(table):
    """Return a table by id."""
    return mc.load(table).set_index("id", drop=False)


def held(arrangement, day, statuses=("member",)):
    """Return who has a spell of one of the statuses on a day, read from the table of memberships alone."""
    spells = mc.load("memberships")
    spells = spells[(spells["arrangement"] == arrangement) & spells["status"].isin(statuses)]
    return set(spells[(spells["joined"] <= day) & ~(spells["left"] <= day)]["country"])


IN_LAW = ("member", "suspended", "frozen")


def allied(day):
    """Return the states that were members of a defence alliance on a day (one has members and no known day of entry into force)."""
    table = rows("arrangements")
    table = table[(table["kind"] == "alliance") & (table["obligation"] == "defence")]
    return set().union(*(held(id, day, IN_LAW) for id in table["id"]))


# --- history -----------------------------------------------------------------------------------------------------------


@derives("history/long-peace")
def _():
    powers = {"GBR", "FRA", "RUS", "XPR", "XAH", "AUT"}
    members = mc.load("memberships")
    years = 0
    for id, row in rows("arrangements").iterrows():
        bound = row["obligation"] == "defence" and row["kind"] in ("alliance", "coalition")
        if bound and len(set(members[members["arrangement"] == id]["country"]) & powers) > 1 and row["in_force"] < pd.Timestamp("1879-09-30"):
            start, end = max(row["in_force"], pd.Timestamp("1825-01-01")), min(row["ended"], pd.Timestamp("1879-09-30"))
            years += max(0, (end - start).days) / 365.25
    assert years < 0.05 * 54
    return {"Almost none, and so alliances cannot have kept the peace of those years"}


@derives("history/bound-in-1914")
def _():
    codes = {"Germany": "DEU", "Austria-Hungary": "XAH", "France": "FRA", "Russia": "RUS", "Japan": "JPN", "the United Kingdom": "GBR"}
    table = rows("arrangements")
    bound = [held(id, "1914-07-27") for id in table[table["obligation"] == "defence"]["id"]]
    texts = [option.text for option in bank.question("history/bound-in-1914").options]
    return {text for text in texts if any({codes[name] for name in text.split(" and ")} <= members for members in bound)}


@derives("history/league-members")
def _():
    assert len(held("league-of-nations", "1934-12-31")) == 60
    assert {code for code in ("JPN", "DEU") if code in held("league-of-nations", "1934-12-31") - held("league-of-nations", "1935-12-31")} == {"JPN", "DEU"}
    joined = mc.spells("league-of-nations")["joined"]
    assert not ((joined >= "1934-12-01") & (joined <= "1934-12-31")).any()
    return {"Two states that had given notice were still members in law"}


@derives("history/who-left")
def _():
    powers = {"GBR": "United Kingdom", "FRA": "France", "ITA": "Italy", "JPN": "Japan", "DEU": "Germany", "SUN": "Soviet Union"}
    return {name for code, name in powers.items() if code not in held("league-of-nations", "1939-12-31")}


@derives("history/interwar-promises")
def _():
    words = {"defence": "help in war", "non_aggression": "not to attack", "consultation": "to consult", "neutrality": "to stay neutral", "collective_security": "to act against whichever party attacks"}
    table = rows("arrangements").set_index("short_name")["obligation"]
    return {name: words[table[name]] for name in ("Little Entente", "Kellogg–Briand Pact", "Anti-Comintern Pact", "Molotov–Ribbentrop Pact", "Locarno Pact")}


@derives("history/peacekeepers-since-1990")
def _():
    counts = mc.load("personnel").set_index("year")["personnel"]
    return {year: counts[year] / 1000 for year in (1990, 1992, 1994, 1996, 1998, 2000, 2005, 2010, 2015, 2020, 2024)}


@derives("history/states-with-allies")
def _():
    return {year: len(allied(f"{year}-12-31")) for year in (1914, 1938, 1955, 1975, 1990, 2005, 2026)}


@derives("history/postwar-order")
def _():
    table = rows("arrangements").loc[["rio-treaty", "nato", "anzus", "seato", "warsaw-pact"]]
    return list(table.sort_values("in_force")["short_name"])


@derives("history/members-on-a-day")
def _(values):
    day = pd.Timestamp(values["day"])
    before, after = held("nato", day - pd.Timedelta(days=1)), held("nato", day)
    assert values["joining"] == len(after - before) > 0
    assert values["end"] == len(held("nato", f"{values['year']}-12-31"))
    return len(before)


@derives("history/share-of-pairs")
def _():
    table = rows("arrangements")
    decades = {decade: table[table["in_force"].dt.year // 10 * 10 == decade]["model"] for decade in (2000, 2020)}
    assert [((model == "bilateral").sum(), len(model)) for model in decades.values()] == [(5, 30), (28, 43)]
    return 100 * ((decades[2020] == "bilateral").mean() - (decades[2000] == "bilateral").mean())


@derives("history/spending-path")
def _(values):
    table = mc.load("spending")
    table = table[table["country"] == values["code"]]
    assert rows_name(values["code"]).startswith(values["country"].removeprefix("the "))
    return {year: table.loc[table["year"] == year, "share_gdp"].item() for year in (2014, 2016, 2018, 2020, 2022, 2024, 2026)}


@derives("history/oldest-in-force")
def _():
    table = rows("arrangements")
    table = table[(table["kind"] == "alliance") & (table["obligation"] == "defence") & table["ended"].isna()]
    return table.loc[table["in_force"].idxmin(), "short_name"]


def rows_name(code):
    """Return a country's name in the table."""
    return mc.load("countries").set_index("iso3").loc[code, "name"]
