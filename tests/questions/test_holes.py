"""What a generator gives, within a text: what a reader can read, or one sentence for the author."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from mcollab.errors import McollabError
from mcollab.questions import bank
from mcollab.questions.holes import fill


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Norway", "Norway"),
        (np.str_("Norway"), "Norway"),
        ("", ""),
        (2004, "2004"),
        (np.int64(2004), "2004"),
        (10**400, "1" + 400 * "0"),
        (2004.0, "2004"),  # a year of a column in which one is missing
        (np.float64(2004), "2004"),
        (-0.0, "0"),
        (0.25, "0.25"),
        (np.float32(0.1), "0.1"),
        (Decimal("1.50"), "1.50"),
        (Fraction(1, 3), "1/3"),
    ],
)
def test_a_text_or_a_number_stands_as_it_is_written(value, shown):
    assert fill({"prompt": "In {year}?", "hints": ["Of {year}."]}, {"year": value}) == {
        "prompt": f"In {shown}?",
        "hints": [f"Of {shown}."],
    }


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "None"),
        (float("nan"), "nan"),
        (np.float64("nan"), "np.float64(nan)"),
        (float("-inf"), "-inf"),
        (Decimal("NaN"), "Decimal('NaN')"),
        (pd.NaT, "NaT"),
        (pd.NA, "<NA>"),
        (True, "True"),
        (np.True_, "np.True_"),
        (pd.Timestamp("2004-03-29"), "Timestamp('2004-03-29 00:00:00')"),
        (pd.Series([2004]), "0 2004 dtype: int64"),
        (["a", "b"], "['a', 'b']"),
    ],
)
def test_what_is_no_text_and_no_number_is_told(value, said):
    with pytest.raises(McollabError) as told:
        fill({"explanation": "It was in {year}."}, {"year": value})
    assert str(told.value) == (
        f"the generator gives {said} for {{year}}, which stands within a text: "
        "expected a text or a number that is not missing"
    )


def test_a_hole_that_is_the_whole_value_takes_what_its_field_takes():
    assert fill({"options": "{options}"}, {"options": [{"text": "A"}]}) == {"options": [{"text": "A"}]}


BANK = """\
chapter: mine
questions:
  - id: first
    kind: numeric
    prompt: How many in {year}?
    outcome: count
    explanation: So many.
    generator: draw
    answer: "{n}"
"""


@pytest.fixture
def drawn(tmp_path):
    """A function that fills a question for a seed with a year as code gives it."""

    def do(code, number=7):
        (tmp_path / "mine.yml").write_text(BANK, encoding="utf-8")
        source = f"import pandas as pd\ndef draw(rng):\n    return {{'year': {code}, 'n': 1}}\n"
        (tmp_path / "mine.py").write_text(source, encoding="utf-8")
        return bank.read(tmp_path / "mine.yml")["first"].filled(number)

    return do


def test_the_author_is_told_where(drawn):
    with pytest.raises(McollabError) as told:
        drawn("pd.NaT")
    assert str(told.value) == (
        "mine.yml, question 'first', seed 7: the generator gives NaT for {year}, which stands within a text: "
        "expected a text or a number that is not missing."
    )


def test_a_year_is_one_variant_however_it_is_typed(drawn):
    one, other = drawn("2004"), drawn("pd.Series([2004, None])[0]")
    assert (one.prompt, one.asked, one.variant) == (other.prompt, other.asked, other.variant)
    assert one.prompt == "How many in 2004?"
