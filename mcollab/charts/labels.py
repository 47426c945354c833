"""Words on charts: names of columns, lists and numbers; how wide they are, and where they stand clear of each other."""

import re
import textwrap
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from mcollab.style.tokens import SMALL

EM = 0.56
"""Mean width of a letter of the course's type, as a share of its size."""


def words(column: str) -> str:
    """Return a column's name as words.

    Examples
    --------
    >>> words("in_force"), words("share_gdp")
    ('In force', 'Share GDP')
    """
    return opened(re.sub(r"\bgdp\b", "GDP", written(column)))


def opened(text: str) -> str:
    """Return a text as a sentence begins with it: "Asia-Pacific" stays as it is.

    Examples
    --------
    >>> opened("treaty"), opened("collective security in Asia")
    ('Treaty', 'Collective security in Asia')
    """
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """Return a text as it stands within a sentence; what begins with an abbreviation stays as it is.

    Examples
    --------
    >>> within("Share of GDP"), within("GDP in 2014")
    ('share of GDP', 'GDP in 2014')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def written(category: object) -> str:
    """Return a category as charts write it.

    Examples
    --------
    >>> written("collective_security"), written("non_aggression"), written(2024)
    ('collective security', 'non-aggression', '2024')
    """
    return re.sub(r"(^|_)(non|self)_", r"\1\2-", str(category)).replace("_", " ")


def spoken(values: pd.Series) -> pd.Series:
    """Return categories as charts write them; none of them is none of what the column holds.

    Examples
    --------
    >>> spoken(pd.Series(["non_aggression", 2024])).tolist()
    ['non-aggression', '2024']
    >>> spoken(pd.Series(["defence", "none"], name="obligation")).tolist()
    ['defence', 'no obligation']
    """
    none = f"no {within(words(str(values.name)))}" if values.name else "none"
    return values.map(lambda category: none if category == "none" else written(category))


def number(value: float) -> str:
    """Return a number as sentences write it: four digits that count, thousands apart.

    Examples
    --------
    >>> number(1234567.8), number(2.5)
    ('1,235,000', '2.5')
    """
    rounded = float(f"{value:.4g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:g}"


def listed(values: Iterable[object], most: int = 3) -> str:
    """Return a list as a sentence holds it; beyond `most` it says how many more there are.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed("abcdefg"), listed(["a"])
    ('a, b and c', 'a, b, c and 4 more', 'a')
    """
    texts = [str(value) for value in values]
    if len(texts) > most:
        return f"{', '.join(texts[:most])} and {len(texts) - most} more"
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def largest(values: pd.Series, names: pd.Series) -> list[str]:
    """Return the names of those whose value is the largest: several where they are equal, in the order of their names.

    Examples
    --------
    >>> largest(pd.Series([3, 5, 5]), pd.Series(["a", "c", "b"]))
    ['b', 'c']
    """
    return sorted(set(names[values == values.max()].map(str)))


def ticks(format: str) -> str:
    """Return a number format for an axis: one without a type, such as ",", would turn to powers of ten there.

    Examples
    --------
    >>> ticks(","), ticks(".0%")
    (',f', '.0%')
    """
    return format if format[-1:].isalpha() or format.endswith("%") else f"{format}f"


def width_of(text: str, size: float = SMALL) -> float:
    """Return about how many pixels wide a text is.

    Examples
    --------
    >>> round(width_of("ten letter"), 1)
    61.6
    """
    return len(text) * size * EM


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Return a text in lines that fit a width in pixels.

    Examples
    --------
    >>> wrapped("A title of some length", 100, 16)
    ['A title of', 'some length']
    """
    return textwrap.wrap(text, int(width / (size * EM)))


def apart(levels: Sequence[float], gap: float) -> list[float]:
    """Return ascending `levels` moved apart to at least `gap`, in their order and as little as that takes.

    Examples
    --------
    >>> apart([1.0, 1.0, 5.0], 0.5)
    [0.75, 1.25, 5.0]
    """
    from scipy.optimize import isotonic_regression

    # What keeps its distance once each is moved down by so many gaps does not fall.
    steps = gap * np.arange(len(levels))
    return [float(level) for level in isotonic_regression(np.asarray(levels) - steps).x + steps] if len(levels) else []


def uncrowded(
    across: npt.NDArray[np.float64],
    up: npt.NDArray[np.float64],
    names: Sequence[str],
    always: Sequence[bool] | None = None,
) -> list[bool]:
    """Return which names can be written right of their points without covering a point or another name.

    Parameters
    ----------
    across, up
        Places of the points in pixels, those whose names matter most first.
    names
        What would be written.
    always
        Which are written in any case.
    """
    taken: list[tuple[float, float, float, float]] = []
    fits = []
    for i, name in enumerate(names):
        left, right, low, high = across[i] + 5, across[i] + 9 + width_of(name), up[i] - 7, up[i] + 7
        clear = not any(left < r and le < right and low < h and lo < high for le, r, lo, h in taken)
        covered = (across > left) & (across < right + 3) & (up > low) & (up < high)
        covered[i] = False
        keep = bool((always and always[i]) or (clear and right <= across.max() + 40 and not covered.any()))
        if keep:
            taken.append((left, right, low, high))
        fits.append(keep)
    return fits


def unit(values: pd.Series, log: bool = False) -> npt.NDArray[np.float64]:
    """Return values from 0 to 1, the smallest to the largest, on a linear or a logarithmic scale.

    Examples
    --------
    >>> unit(pd.Series([1, 10, 100]), log=True).tolist()
    [0.0, 0.5, 1.0]
    """
    numbers = np.log(values.to_numpy(float)) if log else values.to_numpy(float)
    spread = numbers.max() - numbers.min()
    scaled: npt.NDArray[np.float64] = (numbers - numbers.min()) / (spread or 1)
    return scaled
