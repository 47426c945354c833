"""``report.html``: how an assignment went, with pictures. One file, no script, nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mcollab.teaching import files, pages

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.teaching.grading.items import Item, Statistics
    from mcollab.teaching.grading.summary import Summary
    from mcollab.teaching.key import Key

_MOST_ANSWERS = 8
_MOST_PROBLEMS = 200


class Bar(NamedTuple):
    """A bar of the histogram: where it stands, how high it is, its number and what it is of."""

    x: int
    height: float
    n: int
    percent: int


class Dot(NamedTuple):
    """A question among the others: its number, difficulty and discrimination."""

    number: int
    easy: float
    discrimination: float


def write(path: Path, key: Key, stats: Statistics, summary: Summary) -> None:
    """Write the page."""
    files.write_text(
        path,
        pages.rendered(
            "report.html.j2",
            key=key,
            summary=summary,
            figures=_figures(key, stats, summary),
            bars=_bars(stats),
            dots=_dots(stats),
            items=stats.items,
            answers={name: _answers(item) for name, item in stats.items.items()},
            sure=sorted(stats.sure.items()),
            problems=summary.problems[:_MOST_PROBLEMS],
            more=max(0, summary.problem_count - _MOST_PROBLEMS),
        ),
    )


def _figures(key: Key, stats: Statistics, summary: Summary) -> list[tuple[object, str]]:
    known = stats.grades.n > 0
    return [
        (summary.students, "students"),
        (files.number(stats.grades.value) if known else "–", f"points on average, of {files.number(key.out_of)}"),
        (files.number(stats.deviation) if known else "–", "standard deviation"),
        (summary.late, "late"),
        (summary.unread, "answers to read"),
        (summary.problem_count, "lines in problems.csv"),
    ]


def _bars(stats: Statistics) -> list[Bar]:
    """Return the histogram of the share of the points: ten bars, the highest 150 units high; none without grades."""
    top = max(stats.shares.values(), default=0)
    return [Bar(40 + i * 60, 150 * stats.shares[i] / top, stats.shares[i], 10 * i) for i in range(10)] if top else []


def _dots(stats: Statistics) -> list[Dot]:
    """Return each question whose discrimination is known."""
    return [
        Dot(i, item.difficulty, item.discrimination)
        for i, item in enumerate(stats.items.values(), 1)
        if item.discrimination is not None and item.difficulty is not None
    ]


def _answers(item: Item) -> list[tuple[str, str, int, float]]:
    """Return the answers given most: text, whether it is right, students, share of those who answered."""
    answered = item.n - item.blank
    most = sorted(item.answers.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_ANSWERS]
    return [(text, right, n, n / answered) for (_, text, right), n in most]
