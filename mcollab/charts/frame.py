"""The frame that every chart gets: what to see, in what unit, for whom cannot see it, and from which data."""

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from mcollab.datapackage import ATTRS
from mcollab.errors import McollabError, nearest
from mcollab.sources import as_of as latest
from mcollab.sources import source_line

DESCRIPTION_LENGTH = 40


def figure(
    chart: alt.TopLevelMixin,
    *,
    title: str,
    subtitle: str,
    description: str,
    tables: Iterable[str | pd.DataFrame],
    note: str | None = None,
    as_of=None,
    responsive: bool = True,
):
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
        The day as of which it holds; by default the latest of its tables.
    responsive
        Take the width of the page. Single and layered views only get ``width="container"``; a vertical
        concatenation must be made of views of one width (:data:`theme.WIDTH`), which a page can then change.

    Raises
    ------
    McollabError
        If a part is missing or too short to be of use.
    """
    for name, value, purpose in (
        ("title", title, "a sentence that says what to see"),
        ("subtitle", subtitle, "what is shown and in which unit"),
        ("description", description, "what the chart shows, for those who do not see it"),
    ):
        if not isinstance(value, str) or not value.strip():
            raise McollabError(f"A figure needs a {name} ({purpose}), but got {value!r}.")
    if len(description.strip()) < DESCRIPTION_LENGTH:
        raise McollabError(
            f"The description {description!r} has {len(description.strip())} characters, expected at least"
            f" {DESCRIPTION_LENGTH}: what the chart shows, for those who do not see it."
        )
    parts = [tables] if isinstance(tables, (str, pd.DataFrame)) else list(tables or ())
    names = table_names(parts)
    if not names:
        raise McollabError(f"The figure {title!r} needs the tables it was made from, e.g. tables=['memberships'].")
    day = latest(parts) if as_of is None else pd.Timestamp(as_of).date()
    meta = {
        "tables": names,
        "source": source_line(parts),
        "asOf": day.isoformat() if day else None,
        "responsive": responsive,
    }
    if note:
        meta["note"] = note
    if responsive and isinstance(chart, (alt.Chart, alt.LayerChart)):
        chart = chart.properties(width="container", autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    return chart.properties(
        title=alt.Title(text=title, subtitle=subtitle), description=description, usermeta={"mcollab": meta}
    )


def table_names(parts: Iterable[str | pd.DataFrame]) -> list[str]:
    """Return the names of the tables from which frames were made (names stand for themselves), each once."""
    names: list[str] = []
    for part in parts:
        names += [part] if isinstance(part, str) else part.attrs.get(ATTRS, {}).get("tables", [])
    return list(dict.fromkeys(names))


def need(frame: pd.DataFrame, chart: str, *columns: str | None) -> None:
    """Raise a :class:`McollabError` unless `frame` is a DataFrame with rows and with these columns (None is skipped)."""
    if not isinstance(frame, pd.DataFrame):
        raise McollabError(f"{chart} needs a DataFrame, but got {type(frame).__name__}.")
    for column in columns:
        if column is not None and column not in frame.columns:
            raise McollabError(
                f"{chart} needs a column {column!r}, but the frame has {', '.join(map(repr, frame.columns))}{nearest(column, frame.columns)}"
            )
    if frame.empty:
        raise McollabError(f"{chart} got a frame without rows; there is nothing to draw.")


def numbers(frame: pd.DataFrame, chart: str, *columns: str | None) -> None:
    """Raise a :class:`McollabError` unless these columns of `frame` hold numbers, with at least one that is not missing."""
    for column in columns:
        if column is None:
            continue
        if not pd.api.types.is_numeric_dtype(frame[column]) or pd.api.types.is_bool_dtype(frame[column]):
            raise McollabError(f"{chart} needs numbers in column {column!r}, but it holds {frame[column].dtype}.")
        if frame[column].isna().all():
            raise McollabError(f"{chart} needs numbers in column {column!r}, but all of them are missing.")


def framed(chart, frames: pd.DataFrame | Iterable[pd.DataFrame], given: dict[str, Any], **defaults):
    """Return :func:`figure` of a family's chart: what the caller gave, else the family's defaults.

    `tables` defaults to the frames from which the chart was drawn.
    """
    frames = [frames] if isinstance(frames, pd.DataFrame) else list(frames)
    known = {"title", "subtitle", "description", "tables", "note", "as_of", "responsive"}
    for name in given:
        if name not in known:
            raise McollabError(
                f"No chart option {name!r}: beside its own, a chart takes {', '.join(sorted(known))}{nearest(name, known)}"
            )
    chosen = {name: value for name, value in given.items() if value is not None}
    return figure(chart, **{"tables": frames, **defaults, **chosen})


def ticks(format: str) -> str:
    """Return a number format for an axis: one without a type, such as ",", would turn to powers of ten there."""
    return format if format[-1:].isalpha() or format.endswith("%") else f"{format}f"


def listed(values: Iterable, most: int = 3) -> str:
    """Return "a, b and c", or "a, b, c and 4 more": for titles and descriptions."""
    texts = [str(value) for value in values]
    if len(texts) > most:
        return f"{', '.join(texts[:most])} and {len(texts) - most} more"
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
