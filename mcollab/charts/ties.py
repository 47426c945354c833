"""Who shares memberships with whom."""

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.frame import framed, listed, need, numbers
from mcollab.errors import McollabError

SEED = 1949  # any fixed number: the same data always gives the same picture


def network(
    df: pd.DataFrame,
    *,
    a: str = "a",
    b: str = "b",
    weight: str = "shared",
    groups: pd.Series | dict | None = None,
    names: pd.Series | dict | None = None,
    least: int = 1,
    height: int = 460,
    **frame,
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
    groups
        A group for each node, by its name in `a` and `b`, for colours.
    names
        What to write for each node, by its name in `a` and `b`.
    least
        Weakest tie shown at first.
    height
        Height in pixels.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, a weight is no positive number, or there are too many ties to read (over 3,000).
    """
    import networkx as nx

    need(df, "network", a, b, weight)
    numbers(df, "network", weight)
    ties = df[df[weight] > 0]
    if len(ties) < len(df[df[weight].notna() & (df[weight] != 0)]):
        raise McollabError(
            f"network cannot draw negative weights, but column {weight!r} goes down to {df[weight].min():g}."
        )
    need(ties, "network")
    if len(ties) > 3000:
        raise McollabError(
            f"network got {len(ties)} ties, more than a reader can tell apart (3000); keep the stronger ones first."
        )
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        sorted(zip(ties[a].astype(str), ties[b].astype(str), ties[weight].astype(float), strict=True))
    )
    places = _layout(graph)
    strength = dict(graph.degree(weight="weight"))
    called = {str(key): str(value) for key, value in dict(names if names is not None else {}).items()}
    nodes = pd.DataFrame(
        {
            "n": [called.get(node, node) for node in graph],
            "x": [places[node][0] for node in graph],
            "y": [places[node][1] for node in graph],
            "w": [round(strength[node], 2) for node in graph],
            "d": [graph.degree(node) for node in graph],
            "near": ["|" + "|".join(called.get(other, other) for other in graph[node]) + "|" for node in graph],
        }
    )
    place = {node: i for i, node in enumerate(graph)}
    edges = pd.DataFrame(
        [(place[one], place[other], round(data["weight"], 2)) for one, other, data in graph.edges(data=True)],
        columns=["a", "b", "w"],
    )

    heaviest = float(edges["w"].max())
    slider = alt.param(
        name="least",
        value=least,
        bind=alt.binding_range(
            min=float(edges["w"].min()),
            max=heaviest,
            step=1 if (edges["w"] % 1 == 0).all() else round(heaviest / 50, 3),
            name="Weakest tie shown ",
        ),
    )
    picked = alt.selection_point(name="node", fields=["n"], clear="dblclick")
    focus = "isValid(node.n) ? node.n[0] : ''"
    spread = [nodes["x"].min(), nodes["x"].max(), nodes["y"].min(), nodes["y"].max()]
    margin = 0.07
    X = {"scale": alt.Scale(domain=[spread[0] - margin, spread[1] + margin], nice=False, zero=False), "axis": None}
    Y = {"scale": alt.Scale(domain=[spread[2] - margin, spread[3] + margin], nice=False, zero=False), "axis": None}
    ends = nodes[["n", "x", "y"]].assign(i=range(len(nodes)))
    lines = (
        alt.Chart(edges)
        .transform_filter("datum.w >= least")
        .transform_lookup(
            lookup="a", from_=alt.LookupData(data=ends, key="i", fields=["n", "x", "y"]), as_=["na", "xa", "ya"]
        )
        .transform_lookup(
            lookup="b", from_=alt.LookupData(data=ends, key="i", fields=["n", "x", "y"]), as_=["nb", "xb", "yb"]
        )
        .mark_rule()
        .encode(
            x=alt.X("xa:Q", **X),
            x2="xb:Q",
            y=alt.Y("ya:Q", **Y),
            y2="yb:Q",
            strokeWidth=alt.StrokeWidth("w:Q", scale=alt.Scale(domain=[0, heaviest], range=[0.3, 4]), legend=None),
            opacity=alt.when(f"({focus}) == ''")
            .then(alt.value(0.22))
            .when(f"({focus}) == datum.na || ({focus}) == datum.nb")
            .then(alt.value(0.7))
            .otherwise(alt.value(0.04)),
        )
    )
    base = alt.Chart(nodes)
    colour = alt.value(theme.NAVAL)
    tooltip = [
        alt.Tooltip("n:N", title="Name"),
        alt.Tooltip("d:Q", title="Neighbours"),
        alt.Tooltip("w:Q", title="Ties together", format=","),
    ]
    if groups is not None:
        of = {str(key): str(value) for key, value in dict(groups).items()}
        nodes["g"] = [of.get(node, "other") for node in graph]
        kinds = sorted(nodes["g"].unique())
        colour = alt.Color(
            "g:N", scale=alt.Scale(domain=kinds, range=theme.colours(kinds)), legend=alt.Legend(title=None)
        )
        tooltip.insert(1, alt.Tooltip("g:N", title="Group"))
    lit = f"({focus}) == '' || ({focus}) == datum.n || indexof(datum.near, '|' + ({focus}) + '|') >= 0"
    dots = (
        base.mark_point()
        .encode(
            x=alt.X("x:Q", **X),
            y=alt.Y("y:Q", **Y),
            size=alt.Size("w:Q", scale=alt.Scale(range=[30, 340]), legend=None),
            color=colour,
            opacity=alt.when(lit).then(alt.value(0.95)).otherwise(alt.value(0.15)),
            tooltip=tooltip,
        )
        .add_params(picked, slider)
    )
    nodes["l"], nodes["s"] = _named(nodes, height)
    labels = base.mark_text(align="left", dx=9, dy=-1).encode(
        x=alt.X("x:Q", **X),
        y=alt.Y("y:Q", **Y),
        text=alt.when(f"({focus}) == '' ? (width < 480 ? datum.s : datum.l) : {lit}")
        .then("n:N")
        .otherwise(alt.value("")),
    )
    top = nodes.sort_values("w", ascending=False)["n"]
    return framed(
        alt.layer(lines, dots, labels).properties(height=height),
        df,
        frame,
        title=f"{top.iloc[0]} has most in common with the others",
        subtitle=f"A line is a tie, as wide as its {_label(weight).lower()}; click one to keep its neighbours",
        description=f"Network of {len(nodes)} nodes and {len(edges)} ties weighted by {_label(weight).lower()}; those with most ties together are {listed(top, 5)}.",
    )


def _layout(graph) -> dict[str, tuple[float, float]]:
    """Return a place from 0 to 1 for each node: springs, then half-way to even spacing, so that no cluster is a blot."""
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


def _named(nodes: pd.DataFrame, height: int) -> tuple[list[bool], list[bool]]:
    from mcollab.charts.spread import _fitting, _unit

    order = nodes["w"].sort_values(ascending=False).index
    across, up = _unit(nodes.loc[order, "x"], False), _unit(nodes.loc[order, "y"], False)
    none = pd.Series(False, index=order)
    return tuple(
        pd.Series(_fitting(across * width, up * height, nodes.loc[order, "n"], none), index=order)
        .reindex(nodes.index)
        .tolist()
        for width in (600, 290)
    )


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
