"""Where the course teaches what the five articles name: every heading and every system leads to a section that has "
"it."""

import re
from pathlib import Path

import pytest

from mcollab.datapackage import load

CHAPTERS = {
    path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parents[1] / "chapters").glob("*.md")
}
SECTIONS = {
    (name, label): " ".join(body.split())
    for name, text in CHAPTERS.items()
    for label, body in zip(*[iter(re.split(r"^\((\S+)\)=$", text, flags=re.MULTILINE)[1:])] * 2, strict=True)
}
TOPICS = load("topics")
MENTIONS = load("mentions")
LABELS = {
    "arrangements": ["short_name", "name"],
    "operations": ["acronym", "name"],
    "military_exercises": ["name"],
    "programmes": ["name"],
    "milestones": ["title"],
}

WORDS = {
    "E015": "five regional ones",
    "E018": "led by the African Union|AU mission",
    "E019": "of the regions",
    "E023": "Solidarity Exercise",
    "E025": "**Security Agreement**",
    "E027": "partnership",
    "E033": "Japan and the United States",
    "E034": "coalition against ISIS|Islamic State",
    "E039": "United States and the Republic of Korea",
    "E041": "Japan and Australia",
    "E042": "joint declaration in 2007",
    "E043": "Reciprocal access agreements <reciprocal access agreement>",
    "E044": "forward battlegroups",
    "E045": "F-35",
    "E046": "bilateral partnership agreement in 2012",
    "E048": '"Maritime Security Initiative" in the Gulf of Guinea',
    "E051": "Second World War",
    "E053": "war of 1950–1953",
    "E054": "COVID-19",
    "E055": "Haiti",
    "E057": "**Joint Defence Agreement**",
    "E064": "NATO, which has worked with the AU since 2005",
}
"""What the section calls a system for which it uses neither the articles' name nor that of our table."""


def words(mention):
    """Names under which a section may teach a system: the articles', the row's, or the words above."""
    if mention["id"] in WORDS:
        return WORDS[mention["id"]].split("|")
    names = [name for part in mention["name"].split("; ") for name in re.split(r" \((.*)\)$", part) if name]
    if mention["match"] != "none":
        row = load(mention["table"]).set_index("id").loc[mention["row"]]
        names += [row[column] for column in LABELS[mention["table"]]]
    return names


def test_the_86_headings_are_there_once():
    assert len(TOPICS) == 86
    assert not TOPICS.duplicated(["article", "heading"]).any()
    assert TOPICS.groupby("article").size().to_dict() == {0: 14, 1: 17, 2: 18, 3: 19, 4: 18}


def pairs(table):
    """The headings of a table, each with its article."""
    return set(zip(table["article"], table["heading"], strict=True))


def test_every_heading_under_which_a_claim_stands_is_a_topic():
    claims = load("claims")
    claims = claims[claims["heading"] != "(introduction)"]
    assert pairs(claims) <= pairs(TOPICS)


@pytest.mark.parametrize("topic", TOPICS.to_dict("records"), ids=TOPICS["id"])
def test_a_topic_leads_to_a_section_of_its_chapter(topic):
    assert (topic["chapter"], topic["section"]) in SECTIONS
    also = re.findall(r"(\w+)#([\w-]+)", topic["note"]) if isinstance(topic["note"], str) else []
    assert set(also) <= set(SECTIONS)


@pytest.mark.parametrize("mention", MENTIONS.to_dict("records"), ids=MENTIONS["id"])
def test_a_system_is_named_where_it_is_taught(mention):
    section = tuple(mention["taught"].split("#"))
    assert section in SECTIONS, f"{mention['id']}: no section {mention['taught']}"
    assert any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", SECTIONS[section]) for word in words(mention)), (
        f"chapters/{section[0]}.md, ({section[1]})=: should name {words(mention)}"
    )
