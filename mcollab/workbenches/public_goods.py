"""The workbench on burden-sharing: who pays in an alliance, by a model of public goods and in fact."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from mcollab import charts, measures
from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.membership import holds, names, spells
from mcollab.workbenches.controls import bench, choice, slider, tick

if TYPE_CHECKING:
    import numpy.typing as npt
    from ipywidgets import VBox, Widget

    Numbers = npt.NDArray[np.float64]

YEARS = (2014, 2018, 2022, 2026)
SPILLS, WANTS, THREATS = np.round(np.arange(0, 1.01, 0.1), 1), (1.0, 1.5, 2.0, 2.5, 3.0, 4.0), (1.0, 1.5, 2.0, 2.5)


def equilibrium(income: npt.ArrayLike, want: npt.ArrayLike, spill: float) -> Numbers:
    """Return what each ally pays when each does the best it can, given what the others pay.

    An ally alone would spend `want` of its income. What the others spend protects it too: forces are spread over all
    that is to be defended, so that it has of theirs its part of the allies' income, and `spill` says how good a
    substitute that is. It spends less by so much (of each unit it keeps `want`), never less than nothing. With
    ``spill=0`` defence is private, and all pay the share that they want; the higher `spill`, the more the small leave
    to the large.

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

    Raises
    ------
    McollabError
        If an income is not positive, or a share is not between 0 and 1.

    Examples
    --------
    >>> (equilibrium([100, 10, 1], want=0.02, spill=0.8) / [100, 10, 1]).round(4).tolist()
    [0.0195, 0.0062, 0.0058]

    References
    ----------
    Olson, M. and Zeckhauser, R. (1966), "An Economic Theory of Alliances", Review of Economics and Statistics 48(3),
    266–279; that forces thin out over what they defend is Sandler, T. and Forbes, J. F. (1980), "Burden Sharing,
    Strategy, and the Design of NATO", Economic Inquiry 18(3), 425–444. The form here, linear, is the course's own.
    """
    incomes = np.asarray(income, dtype=float)
    wants = np.broadcast_to(np.asarray(want, dtype=float), incomes.shape)
    if not len(incomes) or not (incomes > 0).all():
        raise McollabError("equilibrium needs a positive income for each ally.")
    if not (0 <= spill <= 1 and ((wants > 0) & (wants < 1)).all()):
        raise McollabError(f"equilibrium needs shares between 0 and 1, but got spill {spill!r} and want {want!r:.60}.")
    return _fixed_point(incomes, wants, (1 - wants) * spill * incomes / incomes.sum())


def _fixed_point(incomes: Numbers, wants: Numbers, reply: Numbers) -> Numbers:
    """Return what each pays when what all pay is what each expected them to."""

    def paid(total: float) -> Numbers:
        spent: Numbers = np.maximum(0, (wants * incomes - reply * total) / (1 - reply))
        return spent

    # What all pay falls as they expect all to pay more: the expectation that comes true lies where the two meet.
    low, high = 0.0, float((wants * incomes).sum())
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if paid(middle).sum() > middle else (low, middle)
    return paid((low + high) / 2)


def burden() -> alt.LayerChart | VBox:
    """Return the workbench on burden-sharing: a model of who pays in an alliance, beside what NATO's Allies pay.

    In a notebook: sliders for how far defence is shared, for what an ally would spend alone and for how much more
    threatened states would, a choice of year, and whether the United States is in the alliance. On a page: a chart with
    the three sliders.

    Returns
    -------
    altair.LayerChart or ipywidgets.VBox
        On a page that is being built the chart, in a notebook the controls with the chart beneath.

    Raises
    ------
    MissingExtraError
        If the extra ``course`` is not installed.

    Examples
    --------
    >>> row, _ = burden().children
    >>> [control.description for control in row.children]
    ['Shared', 'Alone, % of GDP', 'At the border ×', 'Year', 'With the United States']

    References
    ----------
    The model is :func:`equilibrium`, the rank correlation that of Olson and Zeckhauser (1966).
    """
    return bench(of_page, of_notebook, _controls)


def _controls() -> dict[str, Widget]:
    return {
        "spill": slider("Shared", 0.5, 0, 1, 0.05),
        "want": slider("Alone, % of GDP", 3.0, 0.5, 5, 0.1),
        "threat": slider("At the border ×", 1.5, 1, 3, 0.1),
        "year": choice("Year", YEARS, YEARS[-1]),
        "america": tick("With the United States", True),
    }


def at_border() -> set[str]:
    """Return the states with a land border with the Russian Federation or Belarus."""
    return set(load("land_borders")["neighbour"])


def allies_of(year: int) -> pd.DataFrame:
    """Return the Allies with forces on 1 October of a year.

    Returns
    -------
    DataFrame
        ``country``, ``name``, ``gdp`` (billion dollars) and ``paid`` (% of GDP).
    """
    gdp = load("gdp")
    # The table of GDP ends before that of spending does.
    gdp = gdp[gdp["year"] == min(year, gdp["year"].max())].set_index("country")["gdp"]
    spending = load("spending")
    paid = spending[spending["year"] == year].set_index("country")["share_gdp"]
    nato = spells("nato")  # not members(): no step of a slider warns
    country = nato[holds(nato["joined"], nato["left"], pd.Timestamp(year, 10, 1))]["country"]
    called = names(short=True)
    found = pd.DataFrame(
        {"country": country, "name": country.map(called), "gdp": country.map(gdp), "paid": country.map(paid)}
    )
    return found.dropna().sort_values("name", ignore_index=True)


def wanted(allies: pd.DataFrame, want: float, threat: float) -> Numbers:
    """Return what share, 0 to 1, each ally would spend alone: `want` per cent, at the border `threat` times that."""
    shares: Numbers = want / 100 * np.where(allies["country"].isin(at_border()), threat, 1)
    return shares


def of_notebook(spill: float, want: float, threat: float, year: int, america: bool) -> Any:
    """Return the chart of a notebook for a setting of its controls."""
    allies = allies_of(year)
    allies = allies if america else allies[allies["country"] != "USA"].reset_index(drop=True)
    allies["model"] = 100 * equilibrium(allies["gdp"], wanted(allies, want, threat), spill) / allies["gdp"]
    paid = measures.burden(allies["gdp"], allies["paid"]).rho
    model = allies["model"].round(6)
    alike = model.nunique() == 1
    told = "not defined, since all pay the same share" if alike else f"{measures.burden(allies['gdp'], model).rho:.2f}"
    most = allies.loc[allies["model"].idxmax()]
    return _chart(
        alt.Chart(allies.round(4)),
        title=f"The model asks most of {most['name']}: {most['model']:.1f} per cent",
        subtitle=f"Defence, % of GDP: paid in {year} (circles) and in the model (diamonds)",
        note=f"Rank correlation with GDP: {paid:.2f} in the figures, in the model {told}."
        f" GDP of {min(year, load('gdp')['year'].max())}.",
    )


def of_page() -> Any:
    """Return the chart of a page, with its own controls."""
    allies = allies_of(YEARS[-1])
    chart = _chart(
        _replies(allies),
        title="Where defence is shared, a model lets the small pay little; threat changes that",
        subtitle=f"Defence, % of GDP: NATO's estimates for {YEARS[-1]} (circles) and what a model expects (diamonds)",
        note="A model, not a forecast: each does the best it can, given what the others pay."
        f" GDP of {load('gdp')['year'].max()}.",
    )
    alone = alt.binding_select(options=list(WANTS), name="An ally alone would spend, % of GDP: ")
    border = alt.binding_select(options=list(THREATS), name="States at the border would, times as much: ")
    return chart.add_params(
        charts.dial("spill", 0.5, 0, 1, 0.1, "Shared, 0 (private) to 1 (public):"),
        alt.param(name="want", value=3, bind=alone),
        alt.param(name="threat", value=1.5, bind=border),
    )


def _replies(allies: pd.DataFrame) -> alt.Chart:
    """Return the allies with what the model expects of each as the controls stand.

    A page cannot solve for the equilibrium: it looks up what all pay, and has each ally's reply from that.
    """
    totals = pd.DataFrame(
        [
            (f"{spill:g} {want:g} {threat:g}", equilibrium(allies["gdp"], wanted(allies, want, threat), spill).sum())
            for spill, want, threat in product(SPILLS, WANTS, THREATS)
        ],
        columns=["key", "total"],
    ).round(1)
    rows = allies.assign(border=allies["country"].isin(at_border())).drop(columns="country").round(2)
    points: alt.Chart = (
        alt.Chart(rows)
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
    return points


def _chart(points: alt.Chart, **frame: Any) -> Any:
    """Return what was paid and what the model expects of each, joined, in the course's frame."""
    x = alt.X(
        "gdp:Q",
        scale=alt.Scale(type="log", domain=[5, 40_000], nice=False),
        axis=alt.Axis(title="GDP, billion dollars →", format=",f"),
    )
    y = alt.Y("paid:Q", scale=alt.Scale(domain=[0, 6], clamp=True), axis=alt.Axis(title="↑ % of GDP"))
    says = [
        alt.Tooltip("name:N", title="Ally"),
        alt.Tooltip("paid:Q", title="Paid, % of GDP", format=".2f"),
        alt.Tooltip("model:Q", title="In the model", format=".2f"),
    ]
    paid = points.mark_point(size=45, opacity=0.7).encode(x=x, y=y, tooltip=says)
    diamonds = points.mark_point(size=60, filled=True, shape="diamond", color=charts.theme.SIGNAL, opacity=1)
    link = points.mark_rule(opacity=0.2).encode(x=x, y=y, y2="model:Q")
    return charts.figure(
        alt.layer(link, paid, diamonds.encode(x=x, y=alt.Y("model:Q"), tooltip=says)).properties(height=320),
        description="Points of NATO's Allies by GDP and share of GDP spent on defence, each joined to the diamond of"
        " what the model expects of it; controls set the model's terms.",
        tables=["spending", "gdp", "memberships", "land_borders"],
        **frame,
    )
