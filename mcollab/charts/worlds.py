"""The world at a date: who is in what, who shares it with whom, and how that grew."""

from collections.abc import Iterable
from typing import Any, Unpack, cast

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import need, two_years, whole_year
from mcollab.charts.frame import FrameOptions, framed, known_options, with_caution
from mcollab.charts.labels import listed
from mcollab.charts.tiles import SIDE, placed, size, states
from mcollab.charts.world_views import LISTED, curve, pact_list, tile_view
from mcollab.datapackage import load
from mcollab.days import as_days
from mcollab.errors import McollabError, nearest
from mcollab.membership import holds
from mcollab.membership.extent import caution
from mcollab.membership.selection import latest_day, with_status


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
    **frame: Unpack[FrameOptions],
) -> alt.VConcatChart:
    """Return the world of cooperation at the end of a year: scrub the years, click a state, choose an arrangement.

    Three views that follow each other. The map has a tile for each state, coloured by how many arrangements it is in;
    a click on a state (or the drop-down) shows what it shares with each other state. The list names the arrangements
    with most members, of the chosen state only if there is one; a click on a name keeps its members. The curve counts
    the memberships of what is chosen over the years; dragging over it moves the year, as the slider does.

    Parameters
    ----------
    memberships
        Spells as in the table ``memberships``: ``arrangement``, ``country``, ``joined``, ``left``, ``status``.
    since, until
        First and last year; `until` is by default the year as of which the rows hold, and comes after no such year.
    year
        Year shown first; the last by default. A spell counts if it holds at the end of the year.
    country, arrangement
        Alpha-3 code of the state and id of the arrangement chosen first.
    status, without
        Statuses that count (in a body of partners none that is suspended, unless partners count); ids of arrangements
        to leave out, e.g. ``["un"]``, in which nearly all are.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.VConcatChart
        Framed; a map with a tile for each state, a list with a bar for each of the arrangements with most members, and
        a curve with a point for each year.

    Raises
    ------
    McollabError
        If a column is missing or holds no days, no spell is left, year, country or arrangement do not occur, or the
        data do not go so far.

    Examples
    --------
    >>> held = load("memberships")
    >>> world(held[held["arrangement"] == "nato"], since=1949, until=2024).title.text
    'From 12 memberships in 1949 to 32 in 2024'
    """
    known_options(frame)
    need(memberships, "world", "arrangement", "country", "joined", "left", "status")
    memberships = memberships.assign(**{name: as_days(memberships, name, "world") for name in ("joined", "left")})
    rows = _counting(memberships, list(status), list(without))
    if until is None:
        until = int((rows["as_of"] if "as_of" in rows else rows["joined"]).max().year)
    since, until = two_years((since, until), "world", memberships)
    year = until if year is None else whole_year(year, "world", "year")
    if not since <= year <= until:
        raise McollabError(f"world has no year {year}: expected {since} to {until}.")
    spells, homeless = spells_of(rows, since, until)
    places = states(set(spells["code"]))
    names = dict(zip(places["code"], places["name"], strict=True))
    pact = _known(spells, names, country, arrangement, (since, until))
    chart = _joined(spells, places, (since, year, until), country, pact)
    return framed(
        chart,
        [memberships],
        frame,
        tables=[memberships, "arrangements", "countries"],
        note=_note(rows, until, homeless),
        **_told(spells, names, (since, year, until)),
    )


def spells_of(rows: pd.DataFrame, since: int, until: int) -> tuple[pd.DataFrame, list[str]]:
    """Return the spells that hold at the end of some year of a span, and the codes of states without a tile.

    Columns: ``code`` (of the tile), ``pact`` (short name), ``begins`` (first year at whose end it holds, `since` if
    it is older), ``ends`` (first year at whose end it no longer holds, missing if it goes on).
    """
    known = load("arrangements").set_index("id")["short_name"]
    spells = pd.DataFrame(
        {
            "code": placed(rows["country"]),
            "country": rows["country"],
            "pact": rows["arrangement"].map(known).fillna(rows["arrangement"]),
            "begins": rows["joined"].dt.year,
            "ends": rows["left"].dt.year.astype("Int64"),
        }
    )
    over = spells["ends"].fillna(until + 1)
    spells = spells[(over > since) & (over > spells["begins"]) & (spells["begins"] <= until)]
    homeless = sorted(set(spells.loc[spells["code"].isna(), "country"]))
    spells = spells.dropna(subset=["code"]).drop(columns="country")
    need(spells, "world")
    return spells.assign(begins=spells["begins"].clip(lower=since)), homeless


def held_in(spells: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the spells that hold at the end of a year."""
    return spells[(spells["begins"] <= year) & ~(spells["ends"] <= year).fillna(False)]


def _note(rows: pd.DataFrame, until: int, homeless: list[str]) -> str | None:
    """Return which states are not shown, and what must be known of the memberships shown last."""
    last = min(pd.Timestamp(until, 12, 31), latest_day())
    said = caution(rows[holds(rows["joined"], rows["left"], last)], last) if "as_of" in rows else None
    return with_caution(f"Without a tile, so not counted: {listed(homeless, 8)}" if homeless else None, said)


def _counting(memberships: pd.DataFrame, status: list[str], without: list[str]) -> pd.DataFrame:
    found = set(memberships["arrangement"])
    for name in without:
        if name not in found:
            raise McollabError(
                f"world cannot leave out {name!r}, which has no memberships{nearest(name, sorted(found))}"
            )
    rows = with_status(memberships, status)
    rows = rows[rows["joined"].notna() & ~rows["arrangement"].isin(without)]
    need(rows, "world")
    return rows


def _known(
    spells: pd.DataFrame, names: dict[str, str], country: str | None, arrangement: str | None, span: tuple[int, int]
) -> str | None:
    """Return the short name of the arrangement chosen first, after a look whether it and the state are there."""
    if country is not None and country not in names:
        raise McollabError(
            f"world has no state {country!r} on its map; expected an alpha-3 code such as 'FRA'"
            f"{nearest(country, names)}"
        )
    if arrangement is None:
        return None
    known = load("arrangements").set_index("id")["short_name"]
    pact = known.get(arrangement)
    if pact not in set(spells["pact"]):
        raise McollabError(
            f"world has no members of {arrangement!r} between {span[0]} and {span[1]}"
            f"{nearest(arrangement, known.index)}"
        )
    return str(pact)


def _told(spells: pd.DataFrame, names: dict[str, str], years: tuple[int, int, int]) -> dict[str, str]:
    since, year, until = years
    first, held = len(held_in(spells, since)), held_in(spells, year)
    most = held.groupby("code")["pact"].nunique().sort_values(ascending=False, kind="stable")
    return {
        "title": f"From {first:,} memberships in {since} to {len(held):,} in {year}",
        "subtitle": "Security arrangements that each state is in at the end of the year, a tile a state. Choose a year,"
        " a state, an arrangement",
        "description": "Map of the world as tiles, one a state, coloured by the number of security arrangements it is"
        f" in, with a slider over the years {since} to {until}; below it the arrangements with most members and the"
        f" number of memberships over time. In {year} {len(held):,} memberships are held; "
        f"{listed((f'{names[code]} ({count})' for code, count in most.items()), 3)} hold most.",
    }


def _source(spells: pd.DataFrame, places: pd.DataFrame, since: int) -> alt.InlineData:
    """Return the spells as the page reads them: as text, a third of the weight.

    A row without arrangement for each state keeps on the map those that are in nothing.
    """
    seeds = pd.DataFrame({"code": places["code"], "begins": since})
    rows = pd.concat([spells, seeds]).sort_values(["pact", "code", "begins"])
    kinds = {"code": "string", "pact": "string", "begins": "number", "ends": "number"}
    text = rows[list(kinds)].to_csv(index=False, lineterminator="\n")
    return alt.InlineData(values=text, format=alt.CsvDataFormat(type="csv", parse=kinds))


def _joined(
    spells: pd.DataFrame, places: pd.DataFrame, years: tuple[int, int, int], country: str | None, pact: str | None
) -> alt.VConcatChart:
    since, year, until = years
    names = dict(zip(places["code"], places["name"], strict=True))
    codes = sorted(names, key=lambda code: names[code])
    pacts = sorted(spells["pact"].unique(), key=str.casefold)
    when = alt.selection_point(
        name="when",
        fields=["year"],
        bind=cast(
            "Any", {"year": alt.binding_range(min=since, max=until, step=1, name="Year ")}
        ),  # as Vega-Lite takes it
        on="@years_2_marks:click, [@years_2_marks:pointerdown, window:pointerup] > @years_2_marks:pointermove",
        clear=False,
        toggle=False,
        value=[{"year": year}],
    )
    state = _choice("state", "code", codes, [names[code] for code in codes], "State ", "tiles_0", country)
    chosen = _choice("chosen", "pact", pacts, pacts, "Arrangement ", "pacts_1", pact)
    running = (
        alt.Chart(_source(spells, places, since))
        .transform_calculate(
            on="datum.begins <= Y && (datum.ends == null || datum.ends > Y)",
            mine="S != null && datum.on && datum.code == S ? 1 : 0",
        )
        .transform_joinaggregate(shared="max(mine)", groupby=["pact"])
    )
    source = _source(spells, places, since)
    views = [
        tile_view(running, places, state).properties(width=theme.WIDTH, height=SIDE * size()[1]),
        pact_list(running, chosen).properties(width=theme.WIDTH, height=24 * LISTED // 2),
        curve(source, when, since, until).properties(width=theme.WIDTH, height=96),
    ]
    padding = {"left": 0, "right": 0, "top": 4, "bottom": 4}
    return alt.VConcatChart(vconcat=[*views], spacing=14, padding=padding).add_params(
        alt.param(name="Y", expr=f"isValid(when.year) && when.year.length ? +when.year[0] : {year}"),
        alt.param(name="S", expr="isValid(state.code) && state.code.length ? state.code[0] : null"),
        alt.param(name="P", expr="isValid(chosen.pact) && chosen.pact.length ? chosen.pact[0] : null"),
    )


def _choice(
    name: str, field: str, options: list[str], labels: list[str], title: str, marks: str, value: str | None
) -> alt.Parameter:
    """Return a choice by a click on the marks of a view, or by a drop-down.

    A selection with a control hears clicks everywhere, so each names the marks that it means; Altair adds to the name
    of a view its place in the concatenation.
    """
    given: dict[str, Any] = {"value": [{field: value}]} if value else {}
    return alt.selection_point(
        name=name,
        fields=[field],
        # Tuples: Altair copies a chart with each step, and lists item by item.
        bind=cast("Any", {field: alt.binding_select(options=(None, *options), labels=("all", *labels), name=title)}),
        on=f"@{marks}_marks:click",
        clear="dblclick",
        toggle=False,
        **given,
    )
