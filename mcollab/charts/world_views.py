"""The three views of :func:`~mcollab.charts.world`: the map, the list of arrangements, and the curve over the years.

They are drawn from one set of spells and read what is chosen from three variables: ``Y``, the year, ``S``, the state,
and ``P``, the arrangement (null where none is chosen).
"""

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.pieces import by_width, layered, shown_if
from mcollab.charts.tiles import corner, corners, size, squares, year_stamp
from mcollab.style import tokens

STEPS = (2, 4, 7, 10, 15)
"""Where the classes of the map begin, after 1."""

LETTERS = (*[tokens.ON_PALE] * 3, *[tokens.ON_DEEP] * 3)
"""Colours of the letters on the tiles of each class."""

LISTED = 18
"""Arrangements named under the map, in two columns."""

_SEEDLESS = "isValid(datum.pact) && datum.pact != ''"


def classes() -> list[str]:
    """Return the names of the map's classes.

    Examples
    --------
    >>> classes()
    ['1', '2–3', '4–6', '7–9', '10–14', '15 or more']
    """
    names = [
        str(low) if high - low == 1 else f"{low}–{high - 1}" for low, high in zip((1, *STEPS), STEPS, strict=False)
    ]
    return [*names, f"{STEPS[-1]} or more"]


def tile_view(running: alt.Chart, places: pd.DataFrame, state: alt.Parameter) -> alt.LayerChart:
    """Return the map: how many arrangements each state is in, or shares with the state that is chosen."""
    tiles = _counted(running, places)
    legend = alt.Legend(
        title=None,
        symbolType="square",
        symbolSize=150,
        columns=alt.ExprRef("width < 400 ? 3 : 6"),
        labelLimit=70,
        columnPadding=8,
    )
    scale = alt.Scale(domain=classes(), range=list(theme.SEQUENTIAL))
    # All tiles are one layer, so that one that has nothing to show can still be chosen.
    full = tiles.mark_rect(cornerRadius=3, cursor="pointer", stroke=theme.INK).encode(
        **squares(),
        tooltip=[alt.Tooltip("name:N", title="State"), alt.Tooltip("count:Q", title="Arrangements")],
        color=alt.when("datum.count > 0")
        .then(alt.Color("class:N", scale=scale, legend=legend))
        .otherwise(alt.value(theme.INK)),
        opacity=alt.when("datum.count > 0")
        .then(alt.value(1))
        .when("datum.born")
        .then(alt.value(theme.FAINT))
        .otherwise(alt.value(theme.FAINT / 3)),
        strokeWidth=alt.when("S != null && datum.code == S").then(alt.value(3)).otherwise(alt.value(0)),
    )
    letters = tiles.transform_filter("datum.count > 0").mark_text(fontSize=8.5, fontWeight=600, baseline="middle")
    codes = letters.encode(
        x=alt.X("x_middle:Q"),
        y=alt.Y("y_middle:Q"),
        text=alt.when("width > 540").then("code:N").otherwise(alt.value("")),
        color=alt.when(f"datum.count < {STEPS[2]}").then(alt.value(LETTERS[0])).otherwise(alt.value(LETTERS[-1])),
    )
    named = full.properties(name="tiles").add_params(state)
    return layered(named, codes, year_stamp("Y", dy=-13), *_legend_of_choice(places))


def _counted(running: alt.Chart, places: pd.DataFrame) -> alt.Chart:
    """Return a row a tile: ``count``, its ``class``, its place, and whether the state was ``born``."""
    names = classes()
    step = " : ".join(f"datum.count < {high} ? '{name}'" for high, name in zip(STEPS, names, strict=False))
    fields = ["name", "x", "y", "began", "ended"]
    counts: alt.Chart = (
        running.transform_calculate(
            hit=f"{_SEEDLESS} && datum.on && (P == null || datum.pact == P) && (S == null || datum.shared) ? 1 : 0"
        )
        .transform_aggregate(count="sum(hit)", groupby=["code"])
        .transform_lookup(lookup="code", from_=alt.LookupData(data=places, key="code", fields=fields), as_=[*fields])
        .transform_filter("datum.ended == null || datum.ended > Y")
        .transform_calculate(
            **corners(),
            **{"class": f"{step} : '{names[-1]}'", "born": "datum.began == null || datum.began <= Y"},
        )
    )
    return counts


def _legend_of_choice(places: pd.DataFrame) -> list[alt.Chart]:
    """Return the line under the year that says what is counted."""
    told = corner().mark_text(
        align="left",
        baseline="bottom",
        opacity=theme.SOFT,
        text=alt.ExprRef("S != null ? '' : P != null ? 'members of ' + P : 'arrangements a state is in'"),
    )
    shared = (
        alt.Chart(places[["code", "name"]])
        .transform_filter("datum.code == S")
        .transform_calculate(x="0.1", y=f"{size()[1]}", said="'shared with ' + datum.name")
        .mark_text(align="left", baseline="bottom", opacity=theme.SOFT)
        .encode(x="x:Q", y="y:Q", text="said:N")
    )
    return [told, shared]


def pact_list(running: alt.Chart, chosen: alt.Parameter) -> alt.LayerChart:
    """Return the arrangements with most members, or those of the state that is chosen, each a bar under its name."""
    half = LISTED // 2
    base = (
        running.transform_filter(f"{_SEEDLESS} && datum.on && (S == null || datum.shared)")
        .transform_aggregate(count="count()", groupby=["pact"])
        .transform_window(rank="row_number()", sort=[alt.SortField("count", order="descending"), alt.SortField("pact")])
        .transform_joinaggregate(top="max(count)")
        .transform_filter(f"datum.rank <= {LISTED}")
        .transform_calculate(
            column=f"datum.rank > {half} ? 1.04 : 0",
            row=f"(datum.rank - 1) % {half}",
            end="datum.column + 0.96 * datum.count / datum.top",
            edge="datum.column + 0.96",
        )
        .encode(y=alt.Y("row:Q", scale=alt.Scale(domain=[half - 0.4, -0.6], nice=False), axis=None))
    )
    scale = alt.Scale(domain=[-0.02, 2.03], nice=False)
    left, right = (alt.X(f"{side}:Q", scale=scale, axis=None) for side in ("column", "edge"))
    lit = shown_if("P == null || P == datum.pact", 1, 0.3)
    tooltip = [alt.Tooltip("pact:N", title="Arrangement"), alt.Tooltip("count:Q", title="Members")]
    hits = base.mark_rule(strokeWidth=22, opacity=0, cursor="pointer").encode(x=left, x2="edge:Q", tooltip=tooltip)
    bars = base.mark_rule(strokeWidth=4, strokeCap="round", color=theme.NAVAL, yOffset=7)
    names = base.mark_text(align="left", baseline="middle", dy=-3, limit=alt.ExprRef("width / 2 - 40"))
    counts = base.mark_text(align="right", baseline="middle", dy=-3)
    title = alt.Title(
        text=alt.ExprRef("S != null ? 'Its arrangements, largest first' : 'The arrangements with most members'"),
        fontSize=theme.BODY,
        offset=6,
    )
    return layered(
        hits.properties(name="pacts").add_params(chosen),
        bars.encode(x=left, x2="end:Q", opacity=lit),
        names.encode(x=left, text="pact:N", opacity=lit),
        counts.encode(x=right, text="count:Q", opacity=lit),
    ).properties(title=title)


def curve(source: alt.InlineData, when: alt.Parameter, since: int, until: int) -> alt.LayerChart:
    """Return the number of memberships of what is chosen, year by year, with a needle at the year shown."""
    scale = alt.Scale(domain=[since - 1.5, until + 1.5], nice=False)
    x = alt.X("year:Q", scale=scale, axis=alt.Axis(format="d", title=None, tickCount=by_width(70, 3)))
    y = alt.Y("count:Q", axis=None)
    years = alt.Chart(alt.sequence(since, until + 1, as_="year")).encode(x=x)
    held = (
        alt.Chart(source)
        .transform_filter(f"{_SEEDLESS} && (S == null || datum.code == S) && (P == null || datum.pact == P)")
        .transform_calculate(
            year=f"sequence(datum.begins, datum.ends == null ? {until + 1} : min(datum.ends, {until + 1}))"
        )
        .transform_flatten(["year"])
        .transform_aggregate(count="count()", groupby=["year"])
        .encode(x=x, y=y)
    )
    now = held.transform_filter("datum.year == Y")
    late = f"datum.year > {since + 0.85 * (until - since):.0f}"
    area = held.mark_area(
        color=theme.TEAL,
        opacity=0.35,
        interpolate="monotone",
        line=alt.MarkConfig(color=theme.TEAL, strokeWidth=2),
    )
    count = now.mark_text(dy=-9, baseline="bottom", fontWeight=700, align=alt.ExprRef(f"{late} ? 'right' : 'left'"))
    hits = years.mark_rule(strokeWidth=alt.ExprRef(f"width / {until - since}"), opacity=0, cursor="ew-resize")
    title = alt.Title(
        text=alt.ExprRef(
            "P != null && S == null ? 'Members of ' + P + ' over time' : "
            "S != null ? 'Its memberships over time' : 'Memberships held over time'"
        ),
        fontSize=theme.BODY,
        offset=14,
    )
    return layered(
        area,
        years.transform_filter("datum.year == Y").mark_rule(opacity=0.7, strokeWidth=1.5),
        now.mark_point(color=theme.TEAL, size=45),
        count.encode(text=alt.Text("count:Q", format=",")),
        hits.properties(name="years").add_params(when),
    ).properties(title=title)
