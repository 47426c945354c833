"""The world as tiles: one of the same size for each state, so that small ones are seen and can be clicked."""

from collections.abc import Collection
from typing import Any

import altair as alt
import pandas as pd

from mcollab.datapackage import load

SIDE = 22
"""Pixels of a tile with the gap beside it."""

_FILLED = 0.92  # of the side, the rest is gap
_SPLIT = 1945  # states that ended before it are not named on the tile where their spells are counted


def placed(codes: pd.Series) -> pd.Series:
    """Return for each alpha-3 code that of the tile on which it is shown, missing where it has none.

    A state that has ended may be shown on another's tile: a place on the map, not a claim of succession.

    Examples
    --------
    >>> placed(pd.Series(["FRA", "SUN", "XYZ"])).tolist()
    ['FRA', 'RUS', nan]
    """
    table = load("tiles").set_index("country")
    home = table["home"].fillna(table.index.to_series())
    return codes.map(home.to_dict())


def size() -> tuple[int, int]:
    """Return how many columns and rows of tiles the map has."""
    table = load("tiles")
    return 1 + int(table["column"].max()), 1 + int(table["row"].max())


def states(used: Collection[str]) -> pd.DataFrame:
    """Return the tiles to draw, of every state and of whatever else is in `used`.

    Columns: ``code``, ``name`` (with the states formerly on that tile), ``x``, ``y``, ``began`` and ``ended``: years
    between which the state exists, missing where that is no matter for the map.
    """
    places = load("tiles").set_index("country")[["column", "row", "home"]]
    countries = load("countries").set_index("iso3")[["short_name", "kind", "began", "ended"]]
    own = places[places["column"].notna()].join(countries)
    own = own[(own["kind"] != "other") | own.index.isin(list(used))].sort_values(["row", "column"])
    former = _former(places, countries)
    names = ["; ".join([name, *former.get(code, [])]) for code, name in zip(own.index, own["short_name"], strict=True)]
    return pd.DataFrame(
        {
            "code": own.index,
            "name": names,
            "x": own["column"].astype(int),
            "y": own["row"].astype(int),
            "began": own["began"].dt.year.astype("Int64").mask(own.index.isin(list(former))),
            "ended": own["ended"].dt.year.astype("Int64"),
        }
    ).reset_index(drop=True)


def _former(places: pd.DataFrame, countries: pd.DataFrame) -> dict[str, list[str]]:
    """Return by tile the states that stood on it and have ended since 1945, each with the year."""
    former: dict[str, list[str]] = {}
    guests = places[places["home"].notna()].join(countries)
    for _, state in guests[guests["ended"].dt.year > _SPLIT].sort_index().iterrows():
        former.setdefault(state["home"], []).append(f"{state['short_name']} to {state['ended'].year}")
    return former


def corners() -> dict[str, str]:
    """Return the formulas of a tile's other corner and of its middle, from its ``x`` and ``y``."""
    return {
        "x2": f"datum.x + {_FILLED}",
        "y2": f"datum.y + {_FILLED}",
        "x_middle": f"datum.x + {_FILLED / 2}",
        "y_middle": f"datum.y + {_FILLED / 2}",
    }


def squares() -> dict[str, Any]:
    """Return the encodings of a tile's place."""
    columns, rows = size()
    return {
        "x": alt.X("x:Q", scale=alt.Scale(domain=[0, columns], nice=False), axis=None),
        "x2": alt.X2("x2:Q"),
        "y": alt.Y("y:Q", scale=alt.Scale(domain=[rows, 0], nice=False), axis=None),
        "y2": alt.Y2("y2:Q"),
    }


def corner() -> alt.Chart:
    """Return a mark to be written in the lower left corner of the map."""
    at: alt.Chart = alt.Chart(pd.DataFrame({"x": [0.1], "y": [size()[1]]})).encode(x="x:Q", y="y:Q")
    return at


def year_stamp(year: str, dy: float) -> alt.Chart:
    """Return the year, a Vega expression, as a large number in the corner of the map."""
    text = alt.ExprRef(f"toString({year})")
    stamp: alt.Chart = corner().mark_text(
        align="left", baseline="bottom", fontSize=32, fontWeight=700, dy=dy, text=text, opacity=0.9
    )
    return stamp
