"""The frame that every chart gets: what to see, in what unit, for whom cannot see it, and from which data."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict, TypeVar

import altair as alt
import pandas as pd

from mcollab.charts.joining import Frame, Framed
from mcollab.datapackage import ATTRS
from mcollab.days import as_day
from mcollab.errors import McollabError, nearest
from mcollab.membership.extent import CAUTION
from mcollab.membership.selection import latest_day
from mcollab.sources import as_of as latest
from mcollab.sources import half_as_of, source_line

DESCRIPTION_LENGTH = 40
DAYS_ALIKE = 31
"""Half of the rows of a chart may be older than the newest by so many days before its foot says so."""
MOST_ROWS = 5000
"""Rows that a chart may carry: all of them travel to the reader."""

_ChartT = TypeVar("_ChartT", bound=alt.TopLevelMixin)
_PURPOSE = {
    "title": "a sentence that says what to see",
    "subtitle": "what is shown and in which unit",
    "description": "what the chart shows, for those who do not see it",
}


class FrameOptions(TypedDict, total=False):
    """What every chart function takes beside its own options; :func:`figure` says what each is."""

    title: str | None
    subtitle: str | None
    description: str | None
    tables: str | pd.DataFrame | Iterable[str | pd.DataFrame] | None
    note: str | None
    as_of: dt.date | str | None
    responsive: bool | None


def figure(
    chart: _ChartT,
    *,
    title: str,
    subtitle: str,
    description: str,
    tables: str | pd.DataFrame | Iterable[str | pd.DataFrame],
    note: str | None = None,
    as_of: dt.date | str | None = None,
    responsive: bool = True,
) -> _ChartT:
    """Return `chart` with title, description, source and date: ready for a page, and still an Altair chart.

    Parameters
    ----------
    chart
        Any Altair chart. Give its data lean: every column goes to the reader.
    title
        What to see, as a sentence ("Since 2014 every ally spends more").
    subtitle
        What is shown and in which unit ("Defence expenditure, % of GDP, 2014–2026").
    description
        What the chart shows, for those who do not see it: at least 40 characters.
    tables
        The tables it was made from, by name or as frames; they give the source line and the date.
    note
        What a reader must know to read it rightly; shown under the chart.
    as_of
        The day as of which it holds; by default that of the newest row of its tables, and the day as of which half of
        the rows hold, or an earlier one, where it is another month.
    responsive
        Take the width of the page, if the chart has none of its own. A vertical concatenation must be made of views of
        one width (:data:`theme.WIDTH`), which a page can then change.

    Returns
    -------
    altair.TopLevelMixin
        A chart of the same kind, which ``|``, ``&`` and ``+`` join with others: tables and sources are joined too.

    Raises
    ------
    McollabError
        If a part is missing or too short to be of use, `as_of` is no day that the data have reached, or the chart
        carries more than 5,000 rows.

    Examples
    --------
    >>> line = alt.Chart(pd.DataFrame({"year": [2014, 2024], "value": [1.5, 2.0]})).mark_line()
    >>> told = "A line that rises from 1.5 in 2014 to 2.0 in 2024."
    >>> figure(line, title="It rises", subtitle="A number", description=told, tables="spending").title.text
    'It rises'
    """
    for name, value in {"title": title, "subtitle": subtitle, "description": description}.items():
        if not isinstance(value, str) or not value.strip():
            raise McollabError(f"A figure needs a {name} ({_PURPOSE[name]}), but got {value!r}.")
    if len(description.strip()) < DESCRIPTION_LENGTH:
        raise McollabError(
            f"The description {description!r} has {len(description.strip())} characters, expected at least"
            f" {DESCRIPTION_LENGTH}: {_PURPOSE['description']}."
        )
    parts = [tables] if isinstance(tables, (str, pd.DataFrame)) else list(tables or ())
    names = table_names(parts)
    if not names:
        raise McollabError(f"The figure {title!r} needs the tables it was made from, e.g. tables=['memberships'].")
    _carry(chart, title)
    day, half = (latest(parts), half_as_of(parts)) if as_of is None else (_held(as_of, parts), None)
    apart = half if half and day and (day - half).days > DAYS_ALIKE else None
    frame = Frame(tuple(names), (source_line(parts),), day, apart, note or None, responsive)
    return Framed.of(chart.properties(title=alt.Title(text=title, subtitle=subtitle), description=description), frame)


def _held(as_of: dt.date | str, parts: list[str | pd.DataFrame]) -> dt.date:
    """Return the day as of which a chart is said to hold: none that its tables, or the course's, have not reached."""
    day: dt.date = as_day(as_of).date()
    last = max(filter(None, (latest(parts), latest_day().date())))
    if day > last:
        raise McollabError(
            f"The data hold to {last} and say nothing of {day}: name that day or an earlier one as as_of."
        )
    return day


def known_options(given: FrameOptions) -> None:
    """Raise a :class:`McollabError` if an option is none of a chart: a slip is told before the rows are looked at.

    Examples
    --------
    >>> known_options({"title": "What to see"})
    """
    known = FrameOptions.__annotations__
    for name in given:
        if name not in known:
            raise McollabError(
                f"No chart option {name!r}: beside its own, a chart takes {', '.join(sorted(known))}"
                f"{nearest(name, known)}"
            )


def framed(
    chart: _ChartT, frames: pd.DataFrame | Iterable[pd.DataFrame], given: FrameOptions, **defaults: Any
) -> _ChartT:
    """Return :func:`figure` of a family's chart: what the caller gave, else the family's `defaults`.

    `tables` defaults to the frames from which the chart was drawn. The family has asked :func:`known_options` first.

    Raises
    ------
    McollabError
        If :func:`figure` refuses an option.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    options = {"tables": frames, **defaults, **chosen}
    return figure(chart, **options | {"note": _note(options.get("note"), frames, options["tables"])})


def _note(note: str | None, *parts: str | pd.DataFrame | Iterable[str | pd.DataFrame]) -> str | None:
    """Return the note of a chart, and what must be known of the memberships that it shows or was counted from."""
    every = [one for part in parts for one in ([part] if isinstance(part, (str, pd.DataFrame)) else part)]
    frames = [one for one in every if isinstance(one, pd.DataFrame)]
    return with_caution(note, *(frame.attrs.get(ATTRS, {}).get(CAUTION) for frame in frames))


def with_caution(note: str | None, *cautions: str | None) -> str | None:
    """Return a note and, after it, sentences of caution, each once; what is missing is left out.

    Examples
    --------
    >>> with_caution("Without a tile", "One list is old.", None, "One list is old.")
    'Without a tile. One list is old.'
    >>> with_caution("Without a tile", None)
    'Without a tile'
    """
    said = dict.fromkeys(one for one in cautions if one)
    if not said:
        return note
    return " ".join([*([f"{note.rstrip('.')}."] if note else []), *said])


def table_names(parts: Iterable[str | pd.DataFrame]) -> list[str]:
    """Return the names of the tables from which frames were made (names stand for themselves), each once."""
    names: list[str] = []
    for part in parts:
        names += [part] if isinstance(part, str) else part.attrs.get(ATTRS, {}).get("tables", [])
    return list(dict.fromkeys(names))


def _carry(chart: alt.TopLevelMixin, title: str) -> None:
    frames = {id(data): data for data in _data(chart)}.values()
    for data in frames:
        for column in data.columns:
            if not isinstance(column, str) or (data.columns == column).sum() > 1:
                raise McollabError(
                    f"The figure {title!r} has a column named {column!r}, but names must be texts, each of "
                    "one column: rename it."
                )
    rows = sum(len(data) for data in frames)
    if rows > MOST_ROWS:
        raise McollabError(
            f"The figure {title!r} carries {rows:,} rows, expected at most {MOST_ROWS:,}, since all of them travel to"
            " the reader: count or sum them up, or keep the rows that it is about."
        )


def _data(chart: Any) -> Iterator[pd.DataFrame]:
    """Yield the frames of a chart and of the views within it."""
    data = chart._get("data")
    if isinstance(data, pd.DataFrame):
        yield data
    for name in ("layer", "hconcat", "vconcat", "concat"):
        views = chart._get(name)
        for view in views if isinstance(views, list) else ():
            yield from _data(view)
    spec = chart._get("spec")
    if isinstance(spec, alt.TopLevelMixin):
        yield from _data(spec)
