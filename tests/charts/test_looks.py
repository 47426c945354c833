"""A family looks as it was approved; ``python tests/charts/looks.py`` approves what it looks like now."""

import json

import looks
import pytest

from conftest import FAMILIES, spec_of
from mcollab.charts import theme


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_looks_as_it_was_approved(name):
    assert looks.look(spec_of(name)) == json.loads(looks.path(name).read_text(encoding="utf-8"))


def test_every_look_is_that_of_a_family():
    assert {path.name for path in looks.FOLDER.glob("*.json")} == {looks.path(name).name for name in FAMILIES}


def test_every_chart_has_the_theme():
    assert spec_of("ranked")["config"] == theme.config()
