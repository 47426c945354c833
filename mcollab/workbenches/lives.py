"""The workbench on survival: how long alliances last, by what they are told apart by."""

from __future__ import annotations

import warnings
from itertools import product
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from mcollab import charts, measures
from mcollab.charts.frame import with_caution
from mcollab.datapackage import ATTRS
from mcollab.errors import McollabError
from mcollab.membership import lifetimes
from mcollab.membership.extent import CAUTION, CoverageWarning
from mcollab.workbenches.controls import bench, choice, slider, tick

if TYPE_CHECKING:
    from ipywidgets import VBox, Widget

SINCE = (1815, 1900, 1945)
GROUPS = {"none": "all alliances", "model": "model", "era": "era of its beginning", "place": "place"}


def survival() -> alt.LayerChart | VBox:
    """Return the workbench on the survival of alliances: how long they last, by what they are told apart by.

    In a notebook: the first year of beginning, what to group by, the obligations counted and the end of the axis; the
    log-rank test where there are two groups. On a page: a chart with the first two choices.

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
    >>> row, _ = survival().children
    >>> [control.description for control in row.children]
    ['Begun since', 'Group by', 'Every pact, not defence alone', 'Axis to, years']

    References
    ----------
    The curves and the test are those of :func:`mcollab.measures.survival` and :func:`mcollab.measures.logrank`.
    """
    return bench(of_page, of_notebook, _controls)


def _controls() -> dict[str, Widget]:
    return {
        "since": slider("Begun since", SINCE[0], 1815, 1960, 5),
        "group": choice("Group by", [(text, name) for name, text in GROUPS.items()], "era"),
        "everything": tick("Every pact, not defence alone", False),
        "until": slider("Axis to, years", 80, 20, 140, 10),
    }


def lives(since: int, everything: bool = False) -> pd.DataFrame:
    """Return how long alliances begun since a year have lasted: with a promise of defence, or every alliance and pact.

    Returns
    -------
    DataFrame
        ``years``, ``ended``, and what they are told apart by: ``none``, ``model``, ``era`` and ``place``.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)  # the notes of the charts say it
        kinds = lifetimes(kind=["alliance", "pact"]) if everything else lifetimes(kind="alliance", obligation="defence")
    table = kinds[kinds["in_force"] >= f"{since}-01-01"]
    found = pd.DataFrame(
        {
            "years": table["years"],
            "ended": table["over"],
            "none": "all",
            "model": table["model"].map({"bilateral": "two parties"}).fillna("more than two"),
            "era": np.where(table["in_force"] >= "1945-01-01", "since 1945", "before 1945"),
            "place": np.where(table["region"].isin(["Europe", "Euro-Atlantic"]), "Europe, Atlantic", "elsewhere"),
        }
    )
    found.attrs = dict(kinds.attrs)
    return found


def of_notebook(since: int, group: str, everything: bool, until: int) -> Any:
    """Return the chart of a notebook for a setting of its controls."""
    found = lives(since, everything)
    told = f"{int(found['ended'].sum())} of {len(found)} have ended"
    if found[group].nunique() == 2:
        told += f"; {_compared(found['years'], found['ended'], found[group])}"
    what = "alliances and pacts" if everything else "defence alliances"
    return charts.survival(
        measures.survival(found["years"], found["ended"], found[group]),
        until=until,
        tables=["arrangements"],
        subtitle=f"Share of {len(found)} {what} begun since {since} that are still in force, by years (Kaplan–Meier),"
        " with 95 % intervals",
        note=f"{told}.",
    )


def _compared(years: pd.Series[float], ended: pd.Series[bool], groups: pd.Series[str]) -> str:
    """Return what the log-rank test says of two groups, or why it can say nothing."""
    try:
        p = measures.logrank(years, ended, groups).p
    except McollabError as error:  # too few have ended
        return str(error).partition(";")[0]
    return f"log-rank test of the two groups: p {'< 0.01' if p < 0.01 else f'= {p:.2f}'}"


def of_page() -> Any:
    """Return the chart of a page, with its own controls."""
    data = _curves()
    base = alt.Chart(data).transform_filter("datum.since == begun && datum.by == grouped")
    begun = alt.binding_select(options=list(SINCE), name="Begun since: ")
    grouped = alt.binding_select(options=list(GROUPS.values()), name="Group by: ")
    drawn = alt.layer(*_layers(base, list(dict.fromkeys(data["group"])))).properties(height=320)
    return charts.figure(
        drawn.add_params(
            alt.param(name="begun", value=SINCE[0], bind=begun),
            alt.param(name="grouped", value=GROUPS["era"], bind=grouped),
        ),
        title="How long defence alliances last depends on when they began",
        subtitle="Share still in force, by years since entry into force (Kaplan–Meier), with 95 % intervals;"
        " choose what to compare",
        description="Kaplan–Meier step curves of defence alliances with their 95 per cent bands; two choices set the"
        " first year of beginning and what the alliances are grouped by.",
        tables=["arrangements"],
        note=with_caution(
            "A selection of well-known alliances. A curve that ends has nobody left that was observed for longer.",
            lives(SINCE[0]).attrs[ATTRS].get(CAUTION),
        ),
    )


def _curves() -> pd.DataFrame:
    """Return the curves of every setting of a page's controls."""
    curves = []
    for since, group in product(SINCE, GROUPS):
        found = lives(since)
        if group == "none" or found[group].nunique() > 1:
            curve = measures.survival(found["years"], found["ended"], found[group])
            curves.append(curve.assign(since=since, by=GROUPS[group]))
    columns = ["since", "by", "group", "time", "survival", "low", "high", "at_risk"]
    return pd.concat(curves)[columns].round(3)


def _layers(base: alt.Chart, names: list[str]) -> list[alt.Chart]:
    """Return bands, curves, what the pointer finds, and the names of the curves."""
    span = alt.Axis(title="Years since entry into force →")
    x = alt.X("time:Q", scale=alt.Scale(domain=[0, 80], clamp=True), axis=span)
    y = alt.Y("survival:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", title=None))
    pair = [charts.theme.CATEGORICAL[i % 2] for i in range(len(names))]
    colour = alt.Color("group:N", scale=alt.Scale(domain=names, range=pair), legend=None)
    says = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("time:Q", title="Years", format=".1f"),
        alt.Tooltip("survival:Q", title="Still in force", format=".0%"),
        alt.Tooltip("at_risk:Q", title="Observed so long"),
    ]
    band = base.mark_area(opacity=0.16, interpolate="step-after")
    # The name of a curve stands where it is 30 years on, or at its end if that comes first.
    last = base.transform_filter("datum.time <= 30").transform_joinaggregate(last="max(time)", groupby=["group"])
    name = last.transform_filter("datum.time == datum.last").mark_text(align="left", dx=6, dy=-8, fontWeight=600)
    return [
        band.encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_line(interpolate="step-after").encode(x=x, y=y, color=colour),
        base.mark_point(size=60, opacity=0).encode(x=x, y=y, tooltip=says),
        name.encode(x=x, y=y, text="group:N", color=colour),
    ]
