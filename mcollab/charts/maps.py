"""The world at a date: who is in what, who shares it with whom, and how that grew."""

from collections.abc import Iterable, Sequence

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.dates import year_slider
from mcollab.charts.frame import framed, listed, need
from mcollab.charts.tiles import COLUMNS, HOME, ROWS, TILES, placed
from mcollab.datapackage import load
from mcollab.errors import McollabError, nearest
from mcollab.style import tokens

STEPS = (2, 4, 7, 10, 15)
"""Where the classes of :func:`world` begin, after 1."""

LETTERS = (*[tokens.ON_PALE] * 3, *[tokens.ON_DEEP] * 3)
"""Colours of the letters on the tiles of each class."""

_SIDE = 22  # pixels
_LISTED = 18  # arrangements named under the map
_ON = "datum.f <= Y && (datum.t == null || datum.t > Y)"


def world(
    memberships: pd.DataFrame,
    *,
    since: int = 1945,
    until: int | None = None,
    year: int | None = None,
    country: str | None = None,
    arrangement: str | None = None,
    status: Iterable[str] = ("member", "suspended", "frozen"),
    without: Iterable[str] = (),
    **frame,
) -> alt.VConcatChart:
    """Return the world of cooperation at the end of a year: scrub the years, click a state, choose an arrangement.

    Three views that follow each other. The map has a tile for each state, coloured by how many arrangements it is in;
    a click on a state (or the drop-down) shows what it shares with each other state. The list names the arrangements with
    most members, of the chosen state only if there is one; a click on a name keeps its members. The curve counts
    the memberships of what is chosen over the years; dragging over it moves the year, as the slider does.

    Parameters
    ----------
    memberships
        Spells as in the table ``memberships``: ``arrangement``, ``country``, ``joined``, ``left``, ``status``.
    since, until
        First and last year; `until` is by default the year as of which the rows hold.
    year
        Year shown first; the last by default. A spell counts if it holds at the end of the year.
    country
        Alpha-3 code of the state chosen first.
    arrangement
        Id of the arrangement chosen first.
    status
        Statuses that count.
    without
        Ids of arrangements to leave out, e.g. ``["un"]``, in which nearly all are.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, no spell is left, or year, country or arrangement do not occur.
    """
    need(memberships, "world", "arrangement", "country", "joined", "left", "status")
    without = list(without)
    for name in without:
        if name not in set(memberships["arrangement"]):
            raise McollabError(
                f"world cannot leave out {name!r}, which has no memberships{nearest(name, memberships['arrangement'].unique())}"
            )
    rows = memberships[
        memberships["status"].isin(list(status))
        & memberships["joined"].notna()
        & ~memberships["arrangement"].isin(without)
    ]
    need(rows, "world")
    if until is None:
        until = int((rows["as_of"] if "as_of" in rows else rows["joined"]).max().year)
    year = until if year is None else year
    if not since <= year <= until:
        raise McollabError(f"world has no year {year}: expected {since} to {until}.")
    known = load("arrangements").set_index("id")["short_name"]
    spells = pd.DataFrame(
        {
            "c": rows["country"],
            "a": rows["arrangement"].map(known).fillna(rows["arrangement"]),
            "f": rows["joined"].dt.year,
            "t": rows["left"].dt.year.astype("Int64"),
        }
    )
    over = spells["t"].fillna(until + 1)
    spells = spells[(over > since) & (over > spells["f"]) & (spells["f"] <= until)]
    homes = placed(spells["c"])
    homeless = sorted(set(spells.loc[homes.isna(), "c"]))
    spells = spells.assign(c=homes).dropna(subset=["c"])
    need(spells, "world")
    spells["f"] = spells["f"].clip(lower=since)
    states = _states(load("countries"), set(spells["c"]))
    names = dict(zip(states["c"], states["n"], strict=True))
    pacts = sorted(spells["a"].unique(), key=str.casefold)
    if country is not None and country not in names:
        raise McollabError(
            f"world has no state {country!r} on its map; expected an alpha-3 code such as 'FRA'{nearest(country, names)}"
        )
    if arrangement is not None and known.get(arrangement) not in pacts:
        raise McollabError(
            f"world has no members of {arrangement!r} between {since} and {until}{nearest(arrangement, known.index)}"
        )
    # A row without arrangement for each state keeps on the map those that are in nothing.
    seeds = pd.DataFrame({"c": states["c"], "f": since})
    source = alt.Data(
        values=pd.concat([spells, seeds])
        .sort_values(["a", "c", "f"])[["c", "a", "f", "t"]]
        .to_csv(index=False, lineterminator="\n"),
        format=alt.CsvDataFormat(type="csv", parse={"c": "string", "a": "string", "f": "number", "t": "number"}),
    )

    # A selection with a control hears clicks everywhere, so each names the marks that it means; Altair adds to a name
    # the place of its view in the concatenation.
    when = alt.selection_point(
        name="when",
        fields=["year"],
        bind={"year": alt.binding_range(min=since, max=until, step=1, name="Year ")},
        on="@years_2_marks:click, [@years_2_marks:pointerdown, window:pointerup] > @years_2_marks:pointermove",
        clear=False,
        toggle=False,
        value=[{"year": year}],
    )
    codes = sorted(names, key=lambda code: names[code])
    state = alt.selection_point(
        name="state",
        fields=["c"],
        bind={
            "c": alt.binding_select(
                options=[None, *codes], labels=["all", *(names[code] for code in codes)], name="State "
            )
        },
        on="@tiles_0_marks:click",
        clear="dblclick",
        toggle=False,
        **({"value": [{"c": country}]} if country else {}),
    )
    pact = alt.selection_point(
        name="pact",
        fields=["a"],
        bind={"a": alt.binding_select(options=[None, *pacts], labels=["all", *pacts], name="Arrangement ")},
        on="@pacts_1_marks:click",
        clear="dblclick",
        toggle=False,
        **({"value": [{"a": known[arrangement]}]} if arrangement else {}),
    )
    chosen = [
        alt.param(name="Y", expr=f"isValid(when.year) && when.year.length ? +when.year[0] : {year}"),
        alt.param(name="S", expr="isValid(state.c) && state.c.length ? state.c[0] : null"),
        alt.param(name="P", expr="isValid(pact.a) && pact.a.length ? pact.a[0] : null"),
    ]
    running = (
        alt.Chart(source)
        .transform_calculate(on=_ON, mine="S != null && datum.on && datum.c == S ? 1 : 0")
        .transform_joinaggregate(shared="max(mine)", groupby=["a"])
    )
    chart = alt.vconcat(
        _map(running, states, state).properties(width=theme.WIDTH, height=_SIDE * ROWS),
        _list(running, pact).properties(width=theme.WIDTH, height=24 * _LISTED // 2),
        _curve(source, when, since, until).properties(width=theme.WIDTH, height=96),
        spacing=14,
        padding={"left": 0, "right": 0, "top": 4, "bottom": 4},
    ).add_params(*chosen)
    held, first = (spells[(spells["f"] <= on) & (spells["t"].fillna(until + 1) > on)] for on in (year, since))
    most = held.groupby("c")["a"].nunique().sort_values(ascending=False)
    return framed(
        chart,
        [memberships],
        frame,
        tables=[memberships, "arrangements", "countries"],
        note=f"Without a tile, so not counted: {listed(homeless, 8)}" if homeless else None,
        title=f"From {len(first):,} memberships in {since} to {len(held):,} in {year}",
        subtitle="Security arrangements that each state is in at the end of the year, a tile a state. Choose a year, a state, an arrangement",
        description=f"Map of the world as tiles, one a state, coloured by the number of security arrangements it is in, with a slider over the years {since} to {until}; below it the arrangements with most members and the number of memberships over time. In {year} {len(held):,} memberships are held; {listed((f'{names[code]} ({count})' for code, count in most.items()), 3)} hold most.",
    )


def _map(running: alt.Chart, states: pd.DataFrame, state: alt.Parameter) -> alt.LayerChart:
    classes = [1, *STEPS]
    labels = [str(low) if high - low == 1 else f"{low}–{high - 1}" for low, high in zip(classes, STEPS)] + [
        f"{STEPS[-1]} or more"
    ]
    step = " : ".join(f"datum.n < {high} ? '{label}'" for high, label in zip(STEPS, labels)) + f" : '{labels[-1]}'"
    tiles = (
        running.transform_calculate(
            hit="isValid(datum.a) && datum.a != '' && datum.on && (P == null || datum.a == P) && (S == null || datum.shared) ? 1 : 0"
        )
        .transform_aggregate(n="sum(hit)", groupby=["c"])
        .transform_lookup(
            lookup="c",
            from_=alt.LookupData(data=states, key="c", fields=["n", "x", "y", "b", "e"]),
            as_=["name", "x", "y", "b", "e"],
        )
        .transform_filter("datum.e == null || datum.e > Y")
        .transform_calculate(
            x2="datum.x + 0.92",
            y2="datum.y + 0.92",
            k=step,
            xm="datum.x + 0.46",
            ym="datum.y + 0.46",
            born="datum.b == null || datum.b <= Y",
        )
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False), axis=None)
    tooltip = [alt.Tooltip("name:N", title="State"), alt.Tooltip("n:Q", title="Arrangements")]
    seen = (
        alt.when("datum.n > 0")
        .then(alt.value(1))
        .when("datum.born")
        .then(alt.value(theme.FAINT))
        .otherwise(alt.value(theme.FAINT / 3))
    )
    legend = alt.Legend(
        title=None,
        symbolType="square",
        symbolSize=150,
        columns={"expr": "width < 400 ? 3 : 6"},
        labelLimit=70,
        columnPadding=8,
    )
    # All tiles are one layer, so that one that has nothing to show can still be chosen.
    full = (
        tiles.mark_rect(cornerRadius=3, cursor="pointer", stroke=theme.INK)
        .encode(
            x=x,
            x2="x2:Q",
            y=y,
            y2="y2:Q",
            tooltip=tooltip,
            color=alt.when("datum.n > 0")
            .then(alt.Color("k:N", scale=alt.Scale(domain=labels, range=list(theme.SEQUENTIAL)), legend=legend))
            .otherwise(alt.value(theme.INK)),
            opacity=seen,
            strokeWidth=alt.when("S != null && datum.c == S").then(alt.value(3)).otherwise(alt.value(0)),
        )
        .properties(name="tiles")
        .add_params(state)
    )
    light = f"datum.n < {STEPS[2]}"
    codes = {"fontSize": 8.5, "fontWeight": 600, "baseline": "middle"}
    letters = (
        tiles.transform_filter("datum.n > 0")
        .mark_text(**codes)
        .encode(
            x=alt.X("xm:Q"),
            y=alt.Y("ym:Q"),
            text=alt.when("width > 540").then("c:N").otherwise(alt.value("")),
            color=alt.when(light).then(alt.value(LETTERS[0])).otherwise(alt.value(LETTERS[-1])),
        )
    )
    stamp = alt.Chart(pd.DataFrame({"x": [0.1], "y": [ROWS]})).encode(x="x:Q", y="y:Q")
    big = stamp.mark_text(
        align="left", baseline="bottom", fontSize=32, fontWeight=700, dy=-13, text={"expr": "toString(Y)"}, opacity=0.9
    )
    small = {"align": "left", "baseline": "bottom", "opacity": theme.SOFT}
    told = stamp.mark_text(
        text={"expr": "S != null ? '' : P != null ? 'members of ' + P : 'arrangements a state is in'"}, **small
    )
    chosen = (
        alt.Chart(states)
        .transform_filter("datum.c == S")
        .transform_calculate(x="0.1", y=f"{ROWS}", said="'shared with ' + datum.n")
        .mark_text(**small)
        .encode(x="x:Q", y="y:Q", text="said:N")
    )
    return alt.layer(full, letters, big, told, chosen)


def _list(running: alt.Chart, pact: alt.Parameter) -> alt.LayerChart:
    half = _LISTED // 2
    base = (
        running.transform_filter("isValid(datum.a) && datum.a != '' && datum.on && (S == null || datum.shared)")
        .transform_aggregate(n="count()", groupby=["a"])
        .transform_window(r="row_number()", sort=[alt.SortField("n", order="descending"), alt.SortField("a")])
        .transform_joinaggregate(top="max(n)", all="count()")
        .transform_filter(f"datum.r <= {_LISTED}")
        .transform_calculate(
            column=f"datum.r > {half} ? 1.04 : 0",
            row=f"(datum.r - 1) % {half}",
            end="datum.column + 0.96 * datum.n / datum.top",
            edge="datum.column + 0.96",
        )
    )
    x = {"scale": alt.Scale(domain=[-0.02, 2.03], nice=False), "axis": None}
    y = alt.Y("row:Q", scale=alt.Scale(domain=[half - 0.4, -0.6], nice=False), axis=None)
    lit = alt.when("P == null || P == datum.a").then(alt.value(1)).otherwise(alt.value(0.3))
    tooltip = [alt.Tooltip("a:N", title="Arrangement"), alt.Tooltip("n:Q", title="Members")]
    hits = (
        base.mark_rule(strokeWidth=22, opacity=0, cursor="pointer")
        .encode(x=alt.X("column:Q", **x), x2="edge:Q", y=y, tooltip=tooltip)
        .properties(name="pacts")
        .add_params(pact)
    )
    bars = base.mark_rule(strokeWidth=4, strokeCap="round", color=theme.NAVAL, yOffset=7).encode(
        x=alt.X("column:Q", **x), x2="end:Q", y=y, opacity=lit
    )
    names = base.mark_text(align="left", baseline="middle", dy=-3, limit={"expr": "width / 2 - 40"}).encode(
        x=alt.X("column:Q", **x), y=y, text="a:N", opacity=lit
    )
    counts = base.mark_text(align="right", baseline="middle", dy=-3).encode(
        x=alt.X("edge:Q", **x), y=y, text="n:Q", opacity=lit
    )
    head = {
        "text": {"expr": "S != null ? 'Its arrangements, largest first' : 'The arrangements with most members'"},
        "fontSize": theme.BODY,
        "offset": 6,
    }
    return alt.layer(hits, bars, names, counts).properties(title=alt.Title(**head))


def _curve(source: alt.Data, when: alt.Parameter, since: int, until: int) -> alt.LayerChart:
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[since - 1.5, until + 1.5], nice=False),
        axis=alt.Axis(format="d", title=None, tickCount={"expr": "max(3, floor(width / 70))"}),
    )
    y = alt.Y("n:Q", axis=None)
    years = alt.Chart(alt.sequence(since, until + 1, as_="year"))
    held = (
        alt.Chart(source)
        .transform_filter(
            "isValid(datum.a) && datum.a != '' && (S == null || datum.c == S) && (P == null || datum.a == P)"
        )
        .transform_calculate(year=f"sequence(datum.f, datum.t == null ? {until + 1} : min(datum.t, {until + 1}))")
        .transform_flatten(["year"])
        .transform_aggregate(n="count()", groupby=["year"])
    )
    now = held.transform_filter("datum.year == Y")
    area = held.mark_area(
        color=theme.TEAL, opacity=0.35, interpolate="monotone", line={"color": theme.TEAL, "strokeWidth": 2}
    ).encode(x=x, y=y)
    needle = years.transform_filter("datum.year == Y").mark_rule(opacity=0.7, strokeWidth=1.5).encode(x=x)
    dot = now.mark_point(color=theme.TEAL, size=45).encode(x=x, y=y)
    count = now.mark_text(
        dy=-9,
        baseline="bottom",
        fontWeight=700,
        align={"expr": f"datum.year > {since + 0.85 * (until - since):.0f} ? 'right' : 'left'"},
    ).encode(x=x, y=y, text=alt.Text("n:Q", format=","))
    hits = (
        years.mark_rule(strokeWidth={"expr": f"width / {until - since}"}, opacity=0, cursor="ew-resize")
        .encode(x=x)
        .properties(name="years")
        .add_params(when)
    )
    head = {
        "text": {
            "expr": "P != null && S == null ? 'Members of ' + P + ' over time' : S != null ? 'Its memberships over time' : 'Memberships held over time'"
        },
        "fontSize": theme.BODY,
        "offset": 14,
    }
    return alt.layer(area, needle, dot, count, hits).properties(title=alt.Title(**head))


def tile_map(
    df: pd.DataFrame,
    *,
    country: str = "country",
    value: str = "value",
    year: str | None = None,
    start: int | None = None,
    steps: Sequence[float] | None = None,
    format: str = ",",
    **frame,
) -> alt.LayerChart:
    """Return one value for each state as a map of tiles, with a slider if there are several years.

    Parameters
    ----------
    df
        One row a state (and year).
    country, value
        Columns with the alpha-3 code, and with numbers or with at most seven words.
    year
        Column of whole years; gives a slider.
    start
        Year shown first; the last by default.
    steps
        Where classes of numbers begin, up to six; by default sixths of the rows, rounded.
    format
        d3 number format of numbers.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, no state has a tile, there are too many words, or steps or `start` do not fit.
    """
    need(df, "tile_map", country, value, year)
    rows = df[df[value].notna()]
    need(rows, "tile_map")
    data = pd.DataFrame({"c": placed(rows[country]), "v": rows[value]}).assign(
        **({"y": rows[year].astype(int)} if year else {})
    )
    unplaced = sorted(set(rows.loc[data["c"].isna(), country]))
    if len(unplaced) == rows[country].nunique():
        raise McollabError(
            f"tile_map knows none of the codes in column {country!r}, such as {unplaced[0]!r}; expected alpha-3 codes such as 'FRA'."
        )
    data = data.dropna(subset=["c"])
    if pd.api.types.is_numeric_dtype(data["v"]) and not pd.api.types.is_bool_dtype(data["v"]):
        data["v"] = data["v"].astype(float)
        bounds = list(steps) if steps is not None else _sixths(data["v"])
        if not 1 <= len(bounds) <= len(theme.SEQUENTIAL) or bounds != sorted(set(bounds)):
            raise McollabError(f"tile_map expects one to {len(theme.SEQUENTIAL)} ascending steps, but got {bounds}.")
        words = [f"from {bound:,.4g}" for bound in bounds]
        data["k"] = [words[max(0, sum(v >= bound for bound in bounds) - 1)] for v in data["v"]]
        colours = [theme.SEQUENTIAL[round(i * 5 / max(1, len(bounds) - 1))] for i in range(len(bounds))]
        shown = alt.Tooltip("v:Q", title=_label(value), format=format)
    else:
        data["v"] = data["k"] = data["v"].astype(str).str.replace("_", " ")
        words = sorted(data["k"].unique())
        if len(words) > len(theme.CATEGORICAL):
            raise McollabError(
                f"tile_map tells at most {len(theme.CATEGORICAL)} words apart, but column {value!r} has {len(words)}."
            )
        colours = theme.colours(words)
        shown = alt.Tooltip("v:N", title=_label(value))
    states = _states(load("countries"), set(data["c"]))
    base = alt.Chart(states).transform_calculate(
        x2="datum.x + 0.92", y2="datum.y + 0.92", xm="datum.x + 0.46", ym="datum.y + 0.46"
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False), axis=None)
    empty = base.mark_rect(color=theme.INK, opacity=0.09, cornerRadius=3).encode(
        x=x, x2="x2:Q", y=y, y2="y2:Q", tooltip=alt.Tooltip("n:N", title="State")
    )
    full = alt.Chart(data)
    layers: list = [empty]
    if year:
        years = sorted(data["y"].unique().tolist())
        now = years[-1] if start is None else start
        if now not in years:
            raise McollabError(f"tile_map has no rows for {now}: expected a year from {years[0]} to {years[-1]}.")
        slider, current = year_slider(years, now)
        full = full.transform_filter(f"datum.y == {current}")
        layers.append(
            alt.Chart(pd.DataFrame({"x": [0.1], "y": [ROWS]}))
            .mark_text(
                align="left",
                baseline="bottom",
                fontSize=32,
                fontWeight=700,
                dy=-4,
                text={"expr": f"toString({current})"},
                opacity=0.9,
            )
            .encode(x="x:Q", y="y:Q")
            .add_params(slider)
        )
    full = (
        full.transform_lookup(
            lookup="c", from_=alt.LookupData(data=states, key="c", fields=["n", "x", "y"]), as_=["n", "x", "y"]
        )
        .transform_calculate(x2="datum.x + 0.92", y2="datum.y + 0.92")
        .mark_rect(cornerRadius=3)
        .encode(
            x=x,
            x2="x2:Q",
            y=y,
            y2="y2:Q",
            color=alt.Color(
                "k:N",
                scale=alt.Scale(domain=words, range=colours),
                legend=alt.Legend(title=None, symbolType="square", symbolSize=150),
            ),
            tooltip=[alt.Tooltip("n:N", title="State"), shown],
        )
    )
    layers.insert(1, full)
    note = f"Without a tile, so not shown: {listed(unplaced, 8)}" if unplaced else None
    return framed(
        alt.layer(*layers).properties(height=_SIDE * ROWS),
        df,
        frame,
        note=note,
        title=f"{data['c'].nunique()} states",
        subtitle=f"{_label(value)}, a tile a state",
        description=f"Map of the world as tiles, one a state, coloured by {_label(value).lower()} in {len(words)} classes; {data['c'].nunique()} states have a value"
        + (f", with a slider over the years {years[0]} to {years[-1]}." if year else "."),
    )


def _states(countries: pd.DataFrame, used: set[str]) -> pd.DataFrame:
    """Return the tiles to draw: code ``c``, name ``n``, place ``x``, ``y``, years ``b`` and ``e`` between which it exists."""
    table = countries.set_index("iso3")
    former: dict[str, list[str]] = {}
    for old, home in HOME.items():
        if old in table.index and pd.notna(table.loc[old, "ended"]) and table.loc[old, "ended"].year > 1945:
            former.setdefault(home, []).append(f"{table.loc[old, 'name']} to {table.loc[old, 'ended'].year}")
    rows = []
    for code, (column, row) in TILES.items():
        if code not in table.index or (code not in used and table.loc[code, "kind"] == "other"):
            continue
        state = table.loc[code]
        name = "; ".join([state["name"], *former.get(code, [])])
        began = state["began"].year if pd.notna(state["began"]) and code not in former else None
        rows.append((code, name, column, row, began, state["ended"].year if pd.notna(state["ended"]) else None))
    states = pd.DataFrame(rows, columns=["c", "n", "x", "y", "b", "e"])
    return states.astype({"b": "Int64", "e": "Int64"})


def _sixths(values: pd.Series) -> list[float]:
    bounds = [float(f"{bound:.2g}") for bound in values.quantile([0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6])]
    bounds[0] = min(bounds[0], float(values.min()))
    return sorted(set(bounds))


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
