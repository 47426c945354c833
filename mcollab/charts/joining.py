"""Charts that know their frame, and keep it when they are copied, changed or joined with others.

Vega-Lite takes some of a frame (its source, the width of the page) at the top of a specification only. A chart that
held them could not be set beside another; so they are kept apart from it, and written when the whole is.
"""

import datetime as dt
import math
import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar, cast

import altair as alt

from mcollab.charts.labels import wrapped
from mcollab.charts.renderer import footed
from mcollab.errors import McollabError, nearest, require
from mcollab.style.tokens import BODY, TITLE, WIDTH

_ChartT = TypeVar("_ChartT", bound=alt.TopLevelMixin)
_GAP = 40  # pixels between charts side by side
_PICTURES = ("png", "svg", "pdf")
_PAGES = ("html", "json", "vega")


@dataclass(frozen=True)
class Frame:
    """What is known of a chart besides its drawing and its texts.

    Attributes
    ----------
    tables : tuple of str
        Names of the tables it was made from.
    sources : tuple of str
        Whom to credit, a line for each chart that was joined.
    as_of : datetime.date or None
        The day as of which its newest row holds.
    half_as_of : datetime.date or None
        The day as of which half of its rows hold, or an earlier one, where that is another.
    note : str or None
        What a reader must know to read it rightly.
    responsive : bool
        Whether it takes the width of the page.
    """

    tables: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: dt.date | None
    half_as_of: dt.date | None
    note: str | None
    responsive: bool

    def usermeta(self) -> dict[str, Any]:
        """Return it as the renderer and the book read it."""
        meta = {
            "tables": list(self.tables),
            "source": "; ".join(self.sources),
            "asOf": self.as_of.isoformat() if self.as_of else None,
            "responsive": self.responsive,
        }
        also = {"halfAsOf": self.half_as_of and self.half_as_of.isoformat(), "note": self.note}
        return {"mcollab": meta | {name: value for name, value in also.items() if value}}

    def with_(self, other: Self) -> Self:
        """Return the frame of a chart that was joined from two."""
        days = [day for day in (self.as_of, other.as_of) if day]
        halves = [day for day in (self.half_as_of, other.half_as_of) if day]
        notes = [note.rstrip(".") for note in _unique([self.note, other.note]) if note]
        return type(self)(
            tables=_unique([*self.tables, *other.tables]),
            sources=_unique([*self.sources, *other.sources]),
            as_of=max(days, default=None),
            half_as_of=min(halves, default=None),
            note=". ".join(notes) or None,
            responsive=self.responsive and other.responsive,
        )


class Framed(alt.TopLevelMixin):
    """An Altair chart with a :class:`Frame`: it can be edited like any other, and joined by ``|``, ``&`` and ``+``."""

    plain: ClassVar[type[alt.TopLevelMixin]]
    # Views within another chart may have lost theirs: the whole has it.
    frame: Frame | None = None

    @staticmethod
    def of(chart: _ChartT, frame: Frame) -> _ChartT:
        """Return a copy of an Altair chart with this frame (instead of its former one)."""
        kind = next((kind for plain, kind in KINDS.items() if isinstance(chart, plain)), None)
        if kind is None:
            raise McollabError(f"A figure needs an Altair chart, but got {type(chart).__name__}.")
        return cast("_ChartT", _changed(cast("Any", chart).copy(deep=False), kind, frame))

    def copy(self, deep: bool | Iterable[Any] = True, ignore: list[str] | None = None) -> Self:
        """Return a copy that has the frame too."""
        bare = cast("Any", super()).copy(deep=deep, ignore=ignore)
        return cast("Self", _changed(bare, type(self), self.frame))

    def to_dict(self, *args: Any, context: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
        """Return the Vega-Lite specification: with the frame, unless this is a part of another chart.

        Raises
        ------
        McollabError
            If there is NaN or infinity in it.
        """
        if self.frame is None or (context and not context.get("top_level", True)):
            return super().to_dict(*args, context=context, **options)
        whole = cast("Any", _changed(self.copy(deep=False), self.plain))
        if self.frame.responsive and issubclass(self.plain, (alt.Chart, alt.LayerChart)) and _free(whole):
            # To the right there is room for what Vega does not count: the ends of slanted names, and texts of marks.
            room = {"left": 5, "top": 5, "right": 22, "bottom": 5}
            fit = alt.AutoSizeParams(type="fit-x", contains="padding")
            whole.width, whole.autosize, whole.padding = "container", fit, room
        whole.usermeta = self.frame.usermeta()  # of a copy of its own; properties() copies all that is in it, each time
        spec: dict[str, Any] = whole.to_dict(*args, context=context, **options)
        if _holds_no_number(spec):
            raise McollabError(
                "A chart has NaN or infinity where it needs a number, which no page could read: look at the ends of "
                "its axes and at the values that are written into it."
            )
        return spec

    def save(self, fp: Any, format: Any = None, *args: Any, **options: Any) -> None:
        """Write the chart to a file, as Altair does; a picture of it has its source under it, as in JupyterLab."""
        chart: Any = super()
        format = _file_format(fp, format)
        if format in _PICTURES:
            require("pictures", "vl_convert")
            if self.frame:
                with alt.theme.enable("none"):  # it is put on when the picture is made
                    chart = alt.VConcatChart.from_dict(footed(self.to_dict()))
        chart.save(fp, format, *args, **options)

    def __or__(self, other: Any) -> Any:
        """Return both side by side, each under its own title."""
        if not isinstance(other, alt.TopLevelMixin):
            return NotImplemented
        width = (WIDTH - _GAP) // 2
        with _quietly():
            joined = super(Framed, _view(self, width)).__or__(cast("Any", _view(other, width)))
        return _join(joined, self, other, responsive=False)

    def __and__(self, other: Any) -> Any:
        """Return one above the other, each under its own title."""
        if not isinstance(other, alt.TopLevelMixin):
            return NotImplemented
        with _quietly():
            joined = super(Framed, _view(self, WIDTH)).__and__(cast("Any", _view(other, WIDTH)))
        return _join(joined, self, other, responsive=True)

    def __add__(self, other: Any) -> Any:
        """Return both on one plot, under the title and with the height of the first."""
        if not isinstance(other, alt.TopLevelMixin):
            return NotImplemented
        with _quietly():
            joined = super(Framed, _unnamed(self)).__add__(_unnamed(other))
        texts = {name: value for name in ("title", "height") if (value := _part(self, name)) is not alt.Undefined}
        return _join(cast("Any", joined).properties(**texts), self, other, responsive=True)

    def __radd__(self, other: Any) -> Any:
        """Say what to write instead of ``sum``, which begins with the number 0."""
        if isinstance(other, alt.TopLevelMixin):
            return NotImplemented
        raise McollabError(f"A chart cannot be added to {other!r}, as sum() does: join charts with +, | or &.")


def _file_format(fp: Any, format: Any) -> str:
    """Return in what form a chart is to be written, or say in a sentence why it cannot be."""
    named = isinstance(fp, (str, os.PathLike))
    kind = str(format or (Path(fp).suffix if named else "")).removeprefix(".").lower()
    if kind not in (*_PICTURES, *_PAGES):
        raise McollabError(
            f"A chart cannot be written {f'as {kind!r}' if kind else 'to a name without an ending'}: end it in one of "
            f"{', '.join(f'.{one}' for one in (*_PICTURES, *_PAGES))}{nearest(kind, (*_PICTURES, *_PAGES))}"
        )
    if named and not Path(fp).parent.is_dir():
        raise McollabError(f"There is no folder {str(Path(fp).parent)!r} to write {Path(fp).name} to: make it first.")
    return kind


def _kind(plain: type[alt.TopLevelMixin]) -> type[Framed]:
    return type(f"Framed{plain.__name__}", (Framed, plain), {"plain": plain, "__doc__": Framed.__doc__})


KINDS = {
    plain: _kind(plain)
    for plain in (
        alt.Chart,
        alt.LayerChart,
        alt.HConcatChart,
        alt.VConcatChart,
        alt.ConcatChart,
        alt.FacetChart,
        alt.RepeatChart,
    )
}
"""Each kind of Altair chart, and the same with a frame."""


def _changed(chart: Any, kind: type[alt.TopLevelMixin], frame: Frame | None = None) -> Any:
    # Altair's objects keep what is assigned to them as parts of the specification.
    object.__setattr__(chart, "__class__", kind)
    if frame is not None:
        object.__setattr__(chart, "frame", frame)
    return chart


@contextmanager
def _quietly() -> Iterator[None]:
    """Join charts that have the same selection: that it is one for both is what a reader of both expects."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Automatically deduplicated selection parameter")
        yield


def _part(chart: Any, name: str) -> Any:
    return chart._get(name)


def _holds_no_number(part: Any) -> bool:
    """Return whether there is NaN or infinity in a specification, for which JSON has no sign."""
    if isinstance(part, dict):
        return any(map(_holds_no_number, part.values()))
    if isinstance(part, list | tuple):
        return any(map(_holds_no_number, part))
    return isinstance(part, float) and not math.isfinite(part)


def _free(chart: Any) -> bool:
    """Return whether a chart has no width of its own."""
    return _part(chart, "width") is alt.Undefined


def _joinable(chart: Any) -> None:
    """Raise a :class:`McollabError` of a chart whose views hear of each other's clicks by their place in it."""
    if isinstance(chart, alt.VConcatChart) and _part(chart, "padding") is not alt.Undefined:
        raise McollabError(
            "A chart whose views follow each other, such as world, cannot be joined with another: show one after the "
            "other."
        )


def _unnamed(chart: Any) -> Any:
    """Return a chart as a layer of another: without a title, a description and a height of its own."""
    _joinable(chart)
    layer = chart.copy(deep=False)
    for name in ("title", "description", "height"):
        setattr(layer, name, alt.Undefined)
    return layer


def _view(chart: Any, width: int) -> Any:
    """Return a chart as a view among others: with a width of its own, and a title that is no wider."""
    _joinable(chart)
    if isinstance(chart, (alt.Chart, alt.LayerChart)) and _free(chart):
        chart = chart.properties(width=width)
    title = _part(chart, "title")
    if isinstance(title, alt.TitleParams):
        lines = {
            name: wrapped(text, width, size)
            for name, size in (("text", TITLE), ("subtitle", BODY))
            if isinstance(text := title._kwds[name], str)
        }
        chart = chart.properties(title=alt.Title(**{**title._kwds, **lines}))
    return chart


def _join(joined: Any, first: Any, second: Any, responsive: bool) -> Any:
    _no_clash(joined)
    frames = [chart.frame for chart in (first, second) if isinstance(chart, Framed) and chart.frame]
    frame = frames[0].with_(frames[1]) if len(frames) > 1 else frames[0]
    texts = [text for chart in (first, second) if isinstance(text := _part(chart, "description"), str)]
    described = joined.properties(description=" ".join(f"{text.rstrip('.')}." for text in texts))
    return Framed.of(described, replace(frame, responsive=responsive and frame.responsive))


def _no_clash(joined: Any) -> None:
    """Raise a :class:`McollabError` if two charts have a control of one name that is not the same."""
    params = _part(joined, "params")
    names = [param.name for param in params] if params is not alt.Undefined else []
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if twice:
        raise McollabError(
            f"Both charts have a control named {twice[0]!r} that is not the same in both: show one after the other."
        )


def _unique(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
