"""Colours: readable on both pages, and told apart by readers with each kind of colour-blindness."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest

from mcollab.charts import theme
from mcollab.charts.labels import spoken
from mcollab.datapackage import descriptor
from mcollab.style import tokens

# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
# TVCG 15(6), 1291-1298: severity 1.0, for linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour):
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    high, low = sorted((float(linear(colour) @ XYZ[1]) for colour in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour, vision):
    xyz = XYZ @ np.clip(VISION[vision] @ linear(colour), 0, 1) / [0.95047, 1, 1.08883]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one, other, vision):
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


@pytest.mark.parametrize("page", [tokens.LIGHT.background, tokens.DARK.background])
@pytest.mark.parametrize("colour", sorted({*theme.CATEGORICAL, *theme.SEQUENTIAL, *theme.DIVERGING}))
def test_data_colours_stand_out_on_both_pages(colour, page):
    assert contrast(colour, page) >= 3


@pytest.mark.parametrize("vision", VISION)
def test_categories_are_told_apart(vision):
    closest = min((distance(a, b, vision), a, b) for a, b in combinations(theme.CATEGORICAL, 2))
    assert closest[0] >= 15, closest


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("ramp", [theme.SEQUENTIAL, theme.DIVERGING])
def test_steps_of_a_ramp_are_told_apart(ramp, vision):
    steps = [distance(a, b, vision) for a, b in pairwise(ramp)]
    assert min(steps) >= 6, steps
    assert distance(ramp[0], ramp[-1], vision) >= 40


def test_text_is_readable_at_its_softest():
    # Soft text is ink over paper; on a dark page the ink is the page's own light text.
    ink, paper = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (theme.INK, tokens.LIGHT.background))
    mixed = "#" + "".join(f"{round(v):02x}" for v in theme.SOFT * ink + (1 - theme.SOFT) * paper)
    assert contrast(mixed, tokens.LIGHT.background) >= 4.5


def test_ink_is_no_data_colour():
    assert theme.INK not in {
        *theme.CATEGORICAL,
        *theme.SEQUENTIAL,
        *theme.DIVERGING,
        tokens.LIGHT.background,
        tokens.DARK.background,
    }


def test_letters_on_tiles_are_readable():
    from mcollab.charts.world_views import LETTERS

    assert all(contrast(letter, tile) >= 4.5 for letter, tile in zip(LETTERS, theme.SEQUENTIAL, strict=True))


@pytest.mark.parametrize("column", [("arrangements", "obligation"), ("arrangements", "model"), ("claims", "verdict")])
def test_categories_that_keep_one_colour_each_have_their_own(column):
    table, name = column
    (field,) = [field for field in descriptor(table)["schema"]["fields"] if field["name"] == name]
    words = spoken(pd.Series(field["constraints"]["enum"], name=name))
    given = [tokens.MEANING[word] for word in words]
    assert len(set(given)) == len(given) and set(given) <= set(tokens.CATEGORICAL)
