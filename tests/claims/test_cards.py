"""Claims of the ledger in words: all that it says of one, and a page of several."""

import pandas as pd
import pytest

from mcollab.claims import card, listing
from mcollab.errors import McollabError

CLAIM = {
    "id": "C999",
    "article": 4,
    "heading": "A heading",
    "kind": "date",
    "claim": "It was so in 1949, as many say who were there and saw it.",
    "verdict": "no_such_thing",
    "correct_fact": "It was otherwise.",
    "confidence": "low",
    "source": "treaty-north-atlantic-1949;kinne-dca-2018",
    "note": None,
}
WORKS = "North Atlantic Treaty, Washington, 4 April 1949; Kinne 2018"


def test_a_card_says_all_in_lines_of_its_width():
    assert card(pd.Series(CLAIM), width=200).splitlines() == [
        "C999 · article 4 · A heading",
        "Claim: It was so in 1949, as many say who were there and saw it.",
        "Verdict: no such thing (date; confidence low)",
        "In fact: It was otherwise.",
        f"Sources: {WORKS}",
    ]
    assert card(pd.Series(CLAIM)).splitlines()[1:3] == [
        "Claim: It was so in 1949, as many say",
        "who were there and saw it.",
    ]
    assert max(map(len, card(pd.Series(CLAIM), width=23).splitlines())) == 23


def test_forty_characters_a_line_fit_a_phone():
    fits, longer = (
        card(pd.Series({**CLAIM, "heading": heading}))
        for heading in ("Here are 21 of a line", "And here are 22 of it!")
    )
    assert fits.startswith("C999 · article 4 · Here are 21 of a line\nClaim: ")
    assert longer.startswith("C999 · article 4 · And here are 22 of\nit!\nClaim: ")


def test_a_long_source_is_cut_at_sixty_characters():
    long = card(pd.Series({**CLAIM, "source": "abca-history"}), 500).splitlines()[-1]
    assert long == "Sources: American, British, Canadian, Australian and New Zealand …"
    sixty = card(pd.Series({**CLAIM, "source": "treaty-ecowas-1975"}), 500).splitlines()[-1]
    assert sixty == "Sources: Treaty of the Economic Community of West African States 1975"


def entry(note=""):
    return (
        "**C999.** It was so in 1949, as many say who were there and saw it. **No such thing** (date, confidence low). "
        f"It was otherwise.{note} *Sources:* {WORKS}."
    )


def test_a_listing_has_the_headings_in_their_order():
    rows = [
        {**CLAIM, "heading": "Zebras"},
        {**CLAIM, "heading": "(introduction)", "note": "A note."},
        {**CLAIM, "heading": "Zebras"},
        {**CLAIM, "heading": "Apes"},
    ]
    assert listing(pd.DataFrame(rows)).split("\n\n") == [
        "*Under “Zebras”*",
        entry(),
        entry(),
        "*In the introduction*",
        entry(" *Note:* A note."),
        "*Under “Apes”*",
        entry(),
    ]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda: card(pd.Series(CLAIM).drop("source")),
            "Expected a row of the table claims, but got Series without 'sou",
        ),
        (lambda: card(pd.DataFrame([CLAIM])), "Expected a row of the table claims, but got DataFrame without 'id'."),
        (lambda: card(None), "Expected a row of the table claims, but got NoneType without 'id'."),
        (lambda: listing(pd.DataFrame([CLAIM]).drop(columns="heading")), "but got DataFrame without 'heading'."),
        (
            lambda: listing(pd.DataFrame({"id": ["nato"]})),
            "Expected rows of the table claims, but got DataFrame without",
        ),
        (lambda: listing("claims"), "Expected rows of the table claims, but got str without 'id'."),
    ],
)
def test_what_is_no_claim_is_told(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
