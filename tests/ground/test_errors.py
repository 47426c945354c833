"""The help that a mistake gets."""

import pytest

from mcollab.errors import McollabError, MissingExtraError, nearest, require


@pytest.mark.parametrize(
    ("name", "options", "suggests"),
    [
        ("natoo", ["weu", "nato"], "; did you mean 'nato'?"),
        ("NATOO", ["weu", "Nato"], "; did you mean 'Nato'?"),  # as it is written among the options
        ("membership", ["members", "memberships"], "; did you mean 'memberships'?"),  # the closest of several
        (1990, [1989, 2000], "; did you mean '1989'?"),
        ("xyz", ["nato", "weu"], ""),
        ("nato", [], ""),
    ],
)
def test_the_nearest_name_is_proposed_or_none(name, options, suggests):
    assert nearest(name, options) == suggests


def test_a_mistake_is_a_value_error_and_a_missing_extra_an_import_error_too():
    assert issubclass(McollabError, ValueError)
    assert issubclass(MissingExtraError, McollabError)
    assert issubclass(MissingExtraError, ImportError)


def test_what_is_installed_is_passed_over():
    require("charts", "json", "re")
    require("charts")


def test_what_is_missing_is_named_with_its_extra_in_one_sentence():
    with pytest.raises(MissingExtraError) as told:
        require("teach", "json", "no_such_module", "nor_this_one")
    assert str(told.value) == (
        "This part of mcollab needs no_such_module, nor_this_one, not installed here: install mcollab with its extra "
        "'teach', from where you had it (in a checkout: pip install '.[teach]')."
    )
