"""Who shares memberships with whom."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import need, numbers, paired_once, tell_apart
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, uncrowded, unit, within, words
from mcollab.charts.pieces import coloured, layered, text_if
from mcollab.errors import McollabError

if TYPE_CHECKING:
    import networkx as nx

SEED = 1949
"""Any fixed number: the same data always gives the same picture."""

MOST_TIES = 3000

_MARGIN = 0.07  # around the nodes, whose places go from 0 to 1
_WIDE, _NARROW = 600, 290  # widths of the plot for which names are chosen: of a page, of a phone
_FOCUS = "(isValid(node.name) ? node.name[0] : '')"


def network(
    df: pd.DataFrame,
    *,
    a: str = "a",
    b: str = "b",
    weight: str = "shared",
    groups: pd.Series | Mapping[str, str] | None = None,
    names: pd.Series | Mapping[str, str] | None = None,
    least: float = 1,
    height: int = 460,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return a network drawn so that those with most in common stand close; a click on one keeps its neighbours.

    A slider leaves out weak ties. The layout is computed here, from all ties, and is the same every time.

    Parameters
    ----------
    df
        One row a tie, e.g. one year of ``panel(by="dyad")`` or :func:`mcollab.overlap`.
    a, b
        Columns with the two that are tied.
    weight
        Column of how strong the tie is (positive); it draws together and is what the slider filters.
    groups, names
        A group for each node, for colours, and what to write for it; by its name in `a` and `b`.
    least, height
        Weakest tie shown at first; height in pixels.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a dot for each node, and a line for each tie that is not too weak for the slider.

    Raises
    ------
    McollabError
        If a column is missing, a weight is no positive number, two have two ties, none reaches `least`, or there are
        too many ties to read (over 3,000).

    Examples
    --------
    >>> ties = pd.DataFrame({"a": ["FRA", "DEU"], "b": ["DEU", "POL"], "shared": [3, 2]})
    >>> network(ties, tables="memberships").to_dict()["title"]["text"]
    'DEU has most in common with the others'
    """
    known_options(frame)
    need(df, "network", a, b, weight)
    numbers(df, "network", weight)
    paired_once(df[df[weight] > 0], "network", a, b)
    graph = _graph(df, a, b, weight, least)
    nodes, edges = drawn(graph, _texts(names), _texts(groups) if groups is not None else None)
    nodes = nodes.assign(wide=_named(nodes, _WIDE, height), narrow=_named(nodes, _NARROW, height))
    top = nodes.sort_values("strength", ascending=False, kind="stable")["name"]
    return framed(
        layered(_lines(nodes, edges), *_nodes(nodes, _slider(edges["weight"], least))).properties(height=height),
        df,
        frame,
        title=f"{top.iloc[0]} has most in common with the others",
        subtitle=f"A line is a tie, the wider the stronger ({within(words(weight))}); click one to keep its neighbours",
        description=f"Network of {len(nodes)} nodes and {len(edges)} ties (strength: {within(words(weight))}); "
        f"those with most ties together are {listed(top, 5)}.",
    )


def drawn(graph: "nx.Graph", names: dict[str, str], groups: dict[str, str] | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return nodes and ties, as they are drawn.

    Nodes have ``name``, ``x`` and ``y`` from 0 to 1, ``strength`` (of all their ties), ``neighbours`` (how many),
    ``near`` (who, between bars) and ``group`` if asked; ties ``a``, ``b`` (rows of the nodes) and ``weight``.
    """
    places = _layout(graph)
    strength = dict(graph.degree(weight="weight"))
    called = {node: names.get(node, node) for node in graph}
    nodes = pd.DataFrame(
        {
            "name": list(called.values()),
            "x": [places[node][0] for node in graph],
            "y": [places[node][1] for node in graph],
            "strength": [round(strength[node], 2) for node in graph],
            "neighbours": [graph.degree(node) for node in graph],
            "near": [f"|{'|'.join(called[other] for other in graph[node])}|" for node in graph],
        }
    )
    if groups is not None:
        nodes["group"] = [groups.get(node, "other") for node in graph]
        tell_apart(nodes["group"].unique().tolist(), "network", "groups")
    place = {node: i for i, node in enumerate(graph)}
    ties = [(place[one], place[other], round(data["weight"], 2)) for one, other, data in graph.edges(data=True)]
    return nodes, pd.DataFrame(ties, columns=["a", "b", "weight"])


def _texts(given: pd.Series | Mapping[str, str] | None) -> dict[str, str]:
    return {str(key): str(value) for key, value in dict(given if given is not None else {}).items()}


def _graph(df: pd.DataFrame, a: str, b: str, weight: str, least: float) -> "nx.Graph":
    import networkx as nx

    if (df[weight] < 0).any():
        raise McollabError(
            f"network cannot draw negative weights, but column {weight!r} goes down to {df[weight].min():g}."
        )
    ties = df[df[weight] > 0]
    need(ties, "network")
    if least > ties[weight].max():
        raise McollabError(
            f"network has no tie of {least:g} or more in column {weight!r}, which goes up to {ties[weight].max():g};"
            " lower `least`."
        )
    if len(ties) > MOST_TIES:
        raise McollabError(
            f"network got {len(ties)} ties, more than a reader can tell apart ({MOST_TIES}); keep the stronger ones."
        )
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        sorted(zip(ties[a].astype(str), ties[b].astype(str), ties[weight].astype(float), strict=True))
    )
    return graph


def _layout(graph: "nx.Graph") -> dict[str, tuple[float, float]]:
    """Return a place from 0 to 1 for each node: springs, then half-way to even spacing, so that no cluster is a blot.

    The same graph always has the same.
    """
    import networkx as nx

    middle = "\0"  # a node tied weakly to all keeps separate groups on the page
    tied = graph.copy()
    typical = pd.Series([data["weight"] for *_, data in graph.edges(data=True)]).median()
    tied.add_weighted_edges_from((node, middle, 0.3 * typical) for node in graph)
    springs = nx.spring_layout(tied, weight="weight", seed=SEED, iterations=300, k=3 / len(tied) ** 0.5)
    del springs[middle]
    places = pd.DataFrame(springs, index=["x", "y"]).T
    scaled = (places - places.min()) / (places.max() - places.min()).replace(0, 1)
    ranks = (places.rank() - 1) / max(1, len(places) - 1)
    even = ((scaled + ranks) / 2).round(3)
    return {node: (float(x), float(y)) for node, x, y in even.itertuples()}


def _named(nodes: pd.DataFrame, width: int, height: int) -> list[bool]:
    """Return whose names fit on a plot of this size, those with most ties first."""
    ranked = nodes.sort_values("strength", ascending=False)
    fits = uncrowded(unit(ranked["x"]) * width, unit(ranked["y"]) * height, ranked["name"].tolist())
    of = dict(zip(ranked.index, fits, strict=True))
    return [of[node] for node in nodes.index]


def _slider(weights: pd.Series, least: float) -> alt.Parameter:
    low, high = float(weights.min()), float(weights.max())
    step = 1 if (weights % 1 == 0).all() else round(high / 50, 3)
    bind = alt.binding_range(min=low, max=high, step=step, name="Weakest tie shown ")
    return alt.param(name="least", value=least, bind=bind)


def _at(nodes: pd.DataFrame, x: str, y: str) -> dict[str, Any]:
    """Return both axes, which are not drawn."""
    around = {
        axis: alt.Scale(domain=[nodes[axis].min() - _MARGIN, nodes[axis].max() + _MARGIN], nice=False, zero=False)
        for axis in "xy"
    }
    return {"x": alt.X(f"{x}:Q", scale=around["x"], axis=None), "y": alt.Y(f"{y}:Q", scale=around["y"], axis=None)}


def _lines(nodes: pd.DataFrame, edges: pd.DataFrame) -> alt.Chart:
    ends = nodes[["name", "x", "y"]].assign(row=range(len(nodes)))
    fields = ["name", "x", "y"]
    wide = alt.Scale(domain=[0, float(edges["weight"].max())], range=[0.3, 4])
    lines: alt.Chart = (
        alt.Chart(edges)
        .transform_filter("datum.weight >= least")
        .transform_lookup(
            lookup="a", from_=alt.LookupData(data=ends, key="row", fields=fields), as_=["one", "x_one", "y_one"]
        )
        .transform_lookup(
            lookup="b", from_=alt.LookupData(data=ends, key="row", fields=fields), as_=["other", "x_other", "y_other"]
        )
        .mark_rule()
        .encode(
            **_at(nodes, "x_one", "y_one"),
            x2="x_other:Q",
            y2="y_other:Q",
            strokeWidth=alt.StrokeWidth("weight:Q", scale=wide, legend=None),
            opacity=alt.when(f"{_FOCUS} == ''")
            .then(alt.value(0.22))
            .when(f"{_FOCUS} == datum.one || {_FOCUS} == datum.other")
            .then(alt.value(0.7))
            .otherwise(alt.value(0.04)),
        )
    )
    return lines


def _nodes(nodes: pd.DataFrame, slider: alt.Parameter) -> list[alt.Chart]:
    picked = alt.selection_point(name="node", fields=["name"], clear="dblclick")
    near = f"{_FOCUS} == datum.name || indexof(datum.near, '|' + {_FOCUS} + '|') >= 0"
    lit = f"{_FOCUS} == '' || {near}"
    grouped = "group" in nodes
    base = alt.Chart(nodes).encode(**_at(nodes, "x", "y"))
    dots = base.mark_point().encode(
        size=alt.Size("strength:Q", scale=alt.Scale(range=[30, 340]), legend=None),
        color=coloured("group", sorted(nodes["group"].unique())) if grouped else alt.value(theme.NAVAL),
        opacity=alt.when(lit).then(alt.value(0.95)).otherwise(alt.value(0.15)),
        tooltip=[
            alt.Tooltip("name:N", title="Name"),
            *([alt.Tooltip("group:N", title="Group")] if grouped else []),
            alt.Tooltip("neighbours:Q", title="Neighbours"),
            alt.Tooltip("strength:Q", title="Ties together", format=","),
        ],
    )
    written = f"{_FOCUS} == '' ? (width < 480 ? datum.narrow : datum.wide) : ({near})"
    labels = base.mark_text(align="left", dx=9, dy=-1).encode(text=text_if(written, "name"))
    return [dots.add_params(picked, slider), labels]
