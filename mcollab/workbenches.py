"""Two workbenches: a model or a method to be turned this way and that.

In a notebook each is a set of ipywidgets over a chart that the kernel draws anew; on a page that is being built, where
no kernel will be, it is a chart with Vega-Lite's own controls.
"""

from __future__ import annotations

from mcollab.errors import McollabError, require

require("course", "altair", "ipywidgets")

from itertools import product
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from mcollab import charts, measures
from mcollab.datapackage import load
from mcollab.host import building_book
from mcollab.membership import members

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import VBox

YEARS = (2014, 2018, 2022, 2026)
SPILLS, WANTS, THREATS = np.round(np.arange(0, 1.01, 0.1), 1), (1.0, 1.5, 2.0, 2.5, 3.0, 4.0), (1.0, 1.5, 2.0, 2.5)
SINCE = (1815, 1900, 1945)
GROUPS = {"none": "all alliances", "model": "model", "era": "era of its beginning", "place": "place"}


def equilibrium(income: npt.ArrayLike, want: npt.ArrayLike, spill: float) -> npt.NDArray[np.float64]:
    """Return what each ally pays when each does the best it can, given what the others pay.

    An ally alone would spend `want` of its income. What the others spend protects it too: forces are spread over
    all that is to be defended, so that it has of theirs its part of the allies' income, and `spill` says how good a
    substitute that is for its own. It spends less by so much (of each unit it keeps `want`), never less than
    nothing. With ``spill=0`` defence is private, and all pay the share that they want; the higher `spill`, the more
    the small leave to the large.

    Parameters
    ----------
    income
        Income of each ally, in any one unit.
    want
        Share of its income, 0 to 1, that an ally would spend alone: one number, or one for each.
    spill
        How good a substitute for its own spending an ally finds what reaches it of the others', 0 to 1.

    Returns
    -------
    numpy.ndarray
        Spending of each ally, in the unit of `income`.

    References
    ----------
    Olson, M. and Zeckhauser, R. (1966), "An Economic Theory of Alliances", Review of Economics and Statistics
    48(3), 266–279; that forces thin out over what they defend is Sandler, T. and Forbes, J. F. (1980), "Burden
    Sharing, Strategy, and the Design of NATO", Economic Inquiry 18(3), 425–444. The form here, linear, is the
    course's own.

    Raises
    ------
    McollabError
        If an income is not positive, or a share is not between 0 and 1.
    """
    income = np.asarray(income, dtype=float)
    want = np.broadcast_to(np.asarray(want, dtype=float), income.shape)
    if not len(income) or not (income > 0).all():
        raise McollabError("equilibrium needs a positive income for each ally.")
    if not (0 <= spill <= 1 and ((want > 0) & (want < 1)).all()):
        raise McollabError(f"equilibrium needs shares between 0 and 1, but got spill {spill!r} and want {want!r:.60}.")
    reply = (1 - want) * spill * income / income.sum()

    def paid(total: float) -> npt.NDArray[np.float64]:
        spent: npt.NDArray[np.float64] = np.maximum(0, (want * income - reply * total) / (1 - reply))
        return spent

    # What all pay falls as they expect all to pay more: the expectation that comes true lies where the two meet.
    low, high = 0.0, float((want * income).sum())
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if paid(middle).sum() > middle else (low, middle)
    return paid((low + high) / 2)


def burden() -> alt.LayerChart | VBox:
    """Return the workbench on burden-sharing: a model of who pays in an alliance, beside what NATO's Allies pay.

    In a notebook: sliders for how far defence is shared, for what an ally would spend alone and for how much more
    threatened states would, a choice of year, and whether the United States is in the alliance. On a page: a chart with
    the three sliders.
    """
    return (
        _burden_of_page()
        if building_book()
        else _bench(
            _burden_of_notebook,
            spill=_slider("Shared", 0.5, 0, 1, 0.05),
            want=_slider("Alone, % of GDP", 3.0, 0.5, 5, 0.1),
            threat=_slider("At the border ×", 1.5, 1, 3, 0.1),
            year=_choice("Year", YEARS, YEARS[-1]),
            america=_tick("With the United States", True),
        )
    )


def survival() -> alt.LayerChart | VBox:
    """Return the workbench on the survival of alliances: how long they last, by what they are told apart by.

    In a notebook: the first year of beginning, what to group by, the obligations counted and the end of the axis; the
    log-rank test where there are two groups. On a page: a chart with the first two choices.
    """
    return (
        _survival_of_page()
        if building_book()
        else _bench(
            _survival_of_notebook,
            since=_slider("Begun since", SINCE[0], 1815, 1960, 5),
            group=_choice("Group by", [(text, name) for name, text in GROUPS.items()], "era"),
            everything=_tick("Every pact, not defence alone", False),
            until=_slider("Axis to, years", 80, 20, 140, 10),
        )
    )


# --- Burden-sharing -------------------------------------------------------------------------------------------------


def _allies(year: int) -> pd.DataFrame:
    """Allies with forces on 1 October of a year: ``country``, ``name``, ``gdp`` (billion $), ``paid`` (% of GDP)."""
    gdp = load("gdp")
    # The table of GDP ends before that of spending does.
    gdp = gdp[gdp["year"] == min(year, gdp["year"].max())].set_index("country")["gdp"]
    paid = load("spending").query("year == @year").set_index("country")["share_gdp"]
    allies = members("nato", f"{year}-10-01")[["country", "name"]]
    return (
        allies.assign(gdp=allies["country"].map(gdp), paid=allies["country"].map(paid)).dropna().reset_index(drop=True)
    )


def bordering() -> set[str]:
    """Return the states with a land border with the Russian Federation or Belarus, as the table of borders has them.

    Examples
    --------
    >>> sorted(bordering())[:2]
    ['AZE', 'BLR']
    """
    return set(load("land_borders")["neighbour"])


def _wants(allies: pd.DataFrame, want: float, threat: float) -> np.ndarray:
    return want / 100 * np.where(allies["country"].isin(bordering()), threat, 1)


def _burden_chart(points: alt.Chart, model: str, **frame: Any) -> alt.LayerChart:
    x = alt.X(
        "gdp:Q",
        scale=alt.Scale(type="log", domain=[5, 40_000], nice=False),
        axis=alt.Axis(title="GDP, billion dollars →", format="~g"),
    )
    y = alt.Y("paid:Q", scale=alt.Scale(domain=[0, 6], clamp=True), axis=alt.Axis(title="↑ % of GDP"))
    says = [
        alt.Tooltip("name:N", title="Ally"),
        alt.Tooltip("paid:Q", title="Paid, % of GDP", format=".2f"),
        alt.Tooltip(f"{model}:Q", title="In the model", format=".2f"),
    ]
    paid = points.mark_point(size=45, opacity=0.7).encode(x=x, y=y, tooltip=says)
    told = points.mark_point(size=60, filled=True, shape="diamond", color=charts.theme.SIGNAL, opacity=1).encode(
        x=x, y=alt.Y(f"{model}:Q"), tooltip=says
    )
    link = points.mark_rule(opacity=0.2).encode(x=x, y=y, y2=f"{model}:Q")
    return charts.figure(
        alt.LayerChart(layer=[link, paid, told]).properties(height=320),
        description="Points of NATO's Allies by GDP and share of GDP spent on defence, each joined to the diamond"
        " of what the model expects of it; controls set the model's terms.",
        tables=["spending", "gdp", "memberships"],
        **frame,
    )


def _burden_of_notebook(spill: float, want: float, threat: float, year: int, america: bool) -> alt.LayerChart:
    allies = _allies(year)
    allies = allies if america else allies[allies["country"] != "USA"].reset_index(drop=True)
    allies["model"] = 100 * equilibrium(allies["gdp"], _wants(allies, want, threat), spill) / allies["gdp"]
    paid = measures.burden(allies["gdp"], allies["paid"]).rho
    try:
        model = f"{measures.burden(allies['gdp'], allies['model'].round(6)).rho:.2f}"
    except McollabError:  # all pay alike
        model = "not defined, since all pay the same share"
    most = allies.loc[allies["model"].idxmax()]
    return _burden_chart(
        alt.Chart(allies.round(4)),
        "model",
        title=f"The model asks most of {most['name']}: {most['model']:.1f} per cent",
        subtitle=f"Defence, % of GDP: paid in {year} (circles) and in the model (diamonds)",
        note=f"Rank correlation with GDP: {paid:.2f} in the figures, in the model {model}. GDP of {min(year, 2023)}.",
    )


def _burden_of_page() -> alt.LayerChart:
    allies = _allies(YEARS[-1])
    # A page cannot solve for the equilibrium; it looks up what all pay, and has each ally's reply from that.
    totals = [
        (f"{spill:g} {want:g} {threat:g}", equilibrium(allies["gdp"], _wants(allies, want, threat), spill).sum())
        for spill, want, threat in product(SPILLS, WANTS, THREATS)
    ]
    totals = pd.DataFrame(totals, columns=["key", "total"]).round(1)
    dials = [
        alt.param(
            name="spill",
            value=0.5,
            bind=alt.binding_range(min=0, max=1, step=0.1, name="Shared, 0 (private) to 1 (public): "),
        ),
        alt.param(
            name="want",
            value=3,
            bind=alt.binding_select(options=list(WANTS), name="An ally alone would spend, % of GDP: "),
        ),
        alt.param(
            name="threat",
            value=1.5,
            bind=alt.binding_select(options=list(THREATS), name="States at the border would, times as much: "),
        ),
    ]
    points = (
        alt.Chart(allies.assign(border=allies["country"].isin(bordering())).drop(columns="country").round(2))
        .transform_calculate(
            key="format(spill, '~g') + ' ' + format(want, '~g') + ' ' + format(threat, '~g')",
            own="want / 100 * (datum.border ? threat : 1)",
        )
        .transform_lookup(lookup="key", from_=alt.LookupData(data=totals, key="key", fields=["total"]))
        .transform_calculate(reply=f"(1 - datum.own) * spill * datum.gdp / {allies['gdp'].sum():.1f}")
        .transform_calculate(
            model="100 * max(0, (datum.own * datum.gdp - datum.reply * datum.total) / (1 - datum.reply)) / datum.gdp"
        )
    )
    chart = _burden_chart(
        points,
        "model",
        title="Where defence is shared, a model lets the small pay little; threat changes that",
        subtitle=f"Defence, % of GDP: NATO's estimates for {YEARS[-1]} (circles) and what a model expects (diamonds)",
        note="A model, not a forecast: each does the best it can, given what the others pay. GDP of 2023.",
    )
    return chart.add_params(*dials)


# --- Survival -------------------------------------------------------------------------------------------------------


def _lives(since: int, everything: bool = False) -> pd.DataFrame:
    """How long alliances begun since a year have lasted: ``years``, ``ended``, and what they are told apart by."""
    table = load("arrangements")
    bound = (
        table["kind"].isin(["alliance", "pact"])
        if everything
        else (table["kind"] == "alliance") & (table["obligation"] == "defence")
    )
    table = table[bound & (table["in_force"] >= f"{since}-01-01")]
    now = load("arrangements")["as_of"].max()
    return pd.DataFrame(
        {
            "years": (table["ended"].fillna(now) - table["in_force"]).dt.days / 365.25,
            "ended": table["ended"].notna(),
            "none": "all",
            "model": table["model"].map({"bilateral": "two parties"}).fillna("more than two"),
            "era": np.where(table["in_force"] >= "1945-01-01", "since 1945", "before 1945"),
            "place": np.where(table["region"].isin(["Europe", "Euro-Atlantic"]), "Europe, Atlantic", "elsewhere"),
        }
    )


def _survival_of_notebook(since: int, group: str, everything: bool, until: float) -> alt.LayerChart:
    lives = _lives(since, everything)
    told = f"{int(lives['ended'].sum())} of {len(lives)} have ended"
    if lives[group].nunique() == 2:
        test = measures.logrank(lives["years"], lives["ended"], lives[group])
        told += f"; log-rank test of the two groups: p = {test.p:.2f}"
    what = "alliances and pacts" if everything else "defence alliances"
    return charts.survival(
        measures.survival(lives["years"], lives["ended"], lives[group]),
        until=until,
        tables=["arrangements"],
        subtitle=f"Share of {len(lives)} {what} begun since {since} that are still in force, by years (Kaplan–Meier),"
        " with 95 % intervals",
        note=told.capitalize() + ".",
    )


def _survival_of_page() -> alt.LayerChart:
    curves = []
    for since, group in product(SINCE, GROUPS):
        lives = _lives(since)
        if group == "none" or lives[group].nunique() > 1:
            curves.append(
                measures.survival(lives["years"], lives["ended"], lives[group]).assign(since=since, by=GROUPS[group])
            )
    data = pd.concat(curves)[["since", "by", "group", "time", "survival", "low", "high", "at_risk"]].round(3)
    names = list(dict.fromkeys(data["group"]))
    dials = [
        alt.param(name="begun", value=SINCE[0], bind=alt.binding_select(options=list(SINCE), name="Begun since: ")),
        alt.param(
            name="grouped",
            value=GROUPS["era"],
            bind=alt.binding_select(options=list(GROUPS.values()), name="Group by: "),
        ),
    ]
    base = alt.Chart(data).transform_filter("datum.since == begun && datum.by == grouped")
    x = alt.X(
        "time:Q", scale=alt.Scale(domain=[0, 80], clamp=True), axis=alt.Axis(title="Years since entry into force →")
    )
    y = alt.Y("survival:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", title=None))
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=names, range=[charts.theme.CATEGORICAL[i % 2] for i in range(len(names))]),
        legend=None,
    )
    band = base.mark_area(opacity=0.16, interpolate="step-after").encode(
        x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour
    )
    curve = base.mark_line(interpolate="step-after").encode(x=x, y=y, color=colour)
    hits = base.mark_point(size=60, opacity=0).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("group:N", title="Group"),
            alt.Tooltip("time:Q", title="Years", format=".1f"),
            alt.Tooltip("survival:Q", title="Still in force", format=".0%"),
            alt.Tooltip("at_risk:Q", title="Observed so long"),
        ],
    )
    # The name of a curve stands where it is 30 years on, or at its end if that comes first.
    name = (
        base.transform_filter("datum.time <= 30")
        .transform_joinaggregate(last="max(time)", groupby=["group"])
        .transform_filter("datum.time == datum.last")
        .mark_text(align="left", dx=6, dy=-8, fontWeight=600)
        .encode(x=x, y=y, text="group:N", color=colour)
    )
    return charts.figure(
        alt.LayerChart(layer=[band, curve, hits, name]).properties(height=320).add_params(*dials),
        title="How long defence alliances last depends on when they began",
        subtitle="Share still in force, by years since entry into force (Kaplan–Meier), with 95 % intervals; choose"
        " what to compare",
        description="Kaplan–Meier step curves of defence alliances with their 95 per cent bands; two choices"
        " set the first year of beginning and what the alliances are grouped by.",
        tables=["arrangements"],
        note="A selection of well-known alliances. A curve that ends has nobody left that was observed for longer.",
    )


# --- Hosts ----------------------------------------------------------------------------------------------------------


def _bench(draw: Callable[..., alt.LayerChart], **controls: Any) -> VBox:
    from IPython.display import display
    from ipywidgets import HBox, Layout, VBox, interactive_output

    view = interactive_output(lambda **chosen: display(draw(**chosen)), controls)
    return VBox([HBox(list(controls.values()), layout=Layout(flex_flow="row wrap")), view])


def _slider(label: str, value: float, low: float, high: float, step: float) -> Any:
    from ipywidgets import FloatSlider, IntSlider

    kind = IntSlider if isinstance(step, int) else FloatSlider
    return kind(
        value,
        min=low,
        max=high,
        step=step,
        description=label,
        continuous_update=False,
        style={"description_width": "initial"},
    )


def _choice(label: str, options: Sequence[object], value: object) -> Any:
    from ipywidgets import Dropdown

    return Dropdown(options=options, value=value, description=label, style={"description_width": "initial"})


def _tick(label: str, value: bool) -> Any:
    from ipywidgets import Checkbox

    return Checkbox(value, description=label, indent=False)
