"""One value for each state, on a map of tiles."""

import math
from collections.abc import Sequence
from numbers import Real
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import each_has, need, number_format, numbers, tell_apart, whole_years
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, number, spoken, within, words
from mcollab.charts.pieces import layered, of_the_year, year_control
from mcollab.charts.tiles import SIDE, corners, placed, size, squares, states, year_stamp
from mcollab.errors import McollabError

_STATE = ["name", "x", "y"]


def tile_map(
    df: pd.DataFrame,
    *,
    country: str = "country",
    value: str = "value",
    year: str | None = None,
    start: int | None = None,
    steps: Sequence[float] | None = None,
    format: str = ",",
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return one value for each state as a map of tiles, with a choice of the year if there are several.

    Parameters
    ----------
    df
        One row a state (and year).
    country, value
        Columns with the alpha-3 code, and with numbers or with at most seven words.
    year, start
        Column of whole years, which gives a slider, or a drop-down where years are missing; the year shown first.
    steps, format
        Where classes of numbers begin, up to six (by default sixths of the rows, rounded); d3 number format of numbers.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a tile for each state that has one, coloured if it has a value in the year that is chosen.

    Raises
    ------
    McollabError
        If a column is missing, no state has a tile, there are too many words, or steps or `start` do not fit.

    Examples
    --------
    >>> shares = pd.DataFrame({"country": ["FRA", "POL"], "value": [2.1, 4.2]})
    >>> tile_map(shares, tables="spending").to_dict()["title"]["text"]
    '2 states'
    """
    known_options(frame)
    need(df, "tile_map", country, value, year)
    number_format("tile_map", format)
    if year:
        whole_years(df, "tile_map", year)
    data, words_of, colours, homeless = classed(df, country, value, year, steps)
    layers = [_empty(data)]
    full = alt.Chart(data)
    span = "."
    if year:
        found = sorted(data["year"].unique().tolist())
        full = full.transform_filter(of_the_year())
        layers.append(year_stamp("year", dy=-4).add_params(year_control(found, start, "tile_map", words(year))))
        span = f", with a choice of {len(found)} years from {found[0]} to {found[-1]}."
    layers.insert(1, _full(full, data, words_of, colours, words(value), format))
    count = data["code"].nunique()
    return framed(
        layered(*layers).properties(height=SIDE * size()[1]),
        df,
        frame,
        note=f"Without a tile, so not shown: {listed(homeless, 8)}" if homeless else None,
        title=f"{count} states",
        subtitle=f"{words(value)}, a tile a state",
        description=f"Map of the world as tiles, one a state, coloured by {within(words(value))} in {len(words_of)} "
        f"classes; {count} states have a value{span}",
    )


def classed(
    df: pd.DataFrame, country: str, value: str, year: str | None, steps: Sequence[float] | None
) -> tuple[pd.DataFrame, list[str], list[str], list[str]]:
    """Return what is drawn, the classes, their colours, and the codes without a tile.

    What is drawn has ``code``, ``value``, ``class`` and, if asked, ``year``.

    Raises
    ------
    McollabError
        If no state has a tile, one comes twice, or classes do not fit.
    """
    rows = df[df[value].notna()]
    need(rows, "tile_map")
    each_has(rows, "tile_map", country)
    data = pd.DataFrame({"code": placed(rows[country]), "value": rows[value]})
    homeless = sorted(set(rows.loc[data["code"].isna(), country].astype(str)))
    if data["code"].isna().all():
        raise McollabError(
            f"tile_map knows none of the codes in column {country!r}, such as {homeless[0]!r}; expected alpha-3 codes"
            " such as 'FRA'."
        )
    data["year"] = rows[year].astype(int) if year else 0
    data = data.dropna(subset=["code"])
    twice = data[data.duplicated(["code", "year"])]
    if len(twice):
        when = f" in {twice['year'].iloc[0]}" if year else ""
        raise McollabError(
            f"tile_map has two values for the tile of {twice['code'].iloc[0]!r}{when}: keep one row a state"
            f"{' and year' if year else ', e.g. those of one year'}."
        )
    numeric = pd.api.types.is_numeric_dtype(data["value"]) and not pd.api.types.is_bool_dtype(data["value"])
    if numeric or not data["value"].map(lambda one: isinstance(one, (str, bool))).all():
        numbers(rows, "tile_map", value)  # words are kinds; days and whatever else are neither
    kinds, classes, colours = _classes(data["value"], steps) if numeric else _words(data["value"], value)
    data = data.assign(value=data["value"].astype(float) if numeric else kinds, **{"class": kinds})
    return data if year else data.drop(columns="year"), classes, colours, homeless


def sixths(values: pd.Series) -> list[float]:
    """Return where six classes of about as many values begin, rounded to two digits.

    Examples
    --------
    >>> sixths(pd.Series(range(0, 601)))
    [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]
    """
    bounds = [float(f"{bound:.2g}") for bound in values.quantile([i / 6 for i in range(6)])]
    bounds[0] = min(bounds[0], float(values.min()))
    return sorted(set(bounds))


def _classes(values: pd.Series, steps: Sequence[float] | None) -> tuple[pd.Series, list[str], list[str]]:
    """Return the class of each value, the classes and their colours; what lies below the first belongs to it."""
    most = len(theme.SEQUENTIAL)
    listed = isinstance(steps, Sequence) and all(isinstance(step, Real) for step in steps)
    bounds = sixths(values) if steps is None else [float(step) for step in steps] if listed else []
    if not 1 <= len(bounds) <= most or not all(map(math.isfinite, bounds)) or bounds != sorted(set(bounds)):
        raise McollabError(
            f"tile_map expects one to {most} ascending steps, but got {bounds if listed else steps!r:.60}."
        )
    classes = [f"from {number(bound)}" for bound in bounds]
    place = values.map(lambda value: max(0, sum(value >= bound for bound in bounds) - 1))
    colours = [theme.SEQUENTIAL[round(i * (most - 1) / max(1, len(bounds) - 1))] for i in range(len(bounds))]
    return place.map(dict(enumerate(classes))), classes, colours


def _words(values: pd.Series, column: str) -> tuple[pd.Series, list[str], list[str]]:
    kinds = spoken(values)
    classes = sorted(kinds.unique())
    tell_apart(classes, "tile_map", f"words in column {column!r}")
    return kinds, classes, theme.colours(classes)


def _empty(data: pd.DataFrame) -> alt.Chart:
    empty: alt.Chart = (
        alt.Chart(states(set(data["code"]))[["code", *_STATE]])
        .transform_calculate(**corners())
        .mark_rect(color=theme.INK, opacity=0.09, cornerRadius=3)
        .encode(**squares(), tooltip=alt.Tooltip("name:N", title="State"))
    )
    return empty


def _full(
    base: alt.Chart, data: pd.DataFrame, classes: list[str], colours: list[str], title: str, format: str
) -> alt.Chart:
    numeric = pd.api.types.is_numeric_dtype(data["value"])
    value = alt.Tooltip("value:Q", title=title, format=format) if numeric else alt.Tooltip("value:N", title=title)
    source = states(set(data["code"]))[["code", *_STATE]]
    legend = alt.Legend(title=None, symbolType="square", symbolSize=150)
    full: alt.Chart = (
        base.transform_lookup(
            lookup="code", from_=alt.LookupData(data=source, key="code", fields=_STATE), as_=[*_STATE]
        )
        .transform_calculate(**corners())
        .mark_rect(cornerRadius=3)
        .encode(
            **squares(),
            color=alt.Color("class:N", scale=alt.Scale(domain=classes, range=colours), legend=legend),
            tooltip=[alt.Tooltip("name:N", title="State"), value],
        )
    )
    return full
