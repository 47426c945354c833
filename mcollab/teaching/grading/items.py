"""How each question went: difficulty, discrimination, the answers given. In one pass, however large the class."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mcollab.questions.kinds.predict import Predict
from mcollab.teaching import files

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.questions.question import Question
    from mcollab.teaching.grading.mark import Marked
    from mcollab.teaching.grading.sheet import Row
    from mcollab.teaching.key import Key

_MOST_ANSWERS = 2000
"""Different answers counted for a question; rarer ones after that are counted together."""

_MOST_CHOSEN = 50
_RARER = (-1, "rarer answers", "")
_COLUMNS = [
    *("question", "kind", "variants", "points", "students", "difficulty", "discrimination", "no_answer", "to_read"),
    *("hardest_variant", "easiest_variant"),
]


@dataclass
class Mean:
    """A mean, taken value by value."""

    n: int = 0
    sum: float = 0

    def add(self, value: float) -> None:
        """Count a value."""
        self.n += 1
        self.sum += value

    @property
    def value(self) -> float | None:
        """The mean; None of nothing."""
        return self.sum / self.n if self.n else None


@dataclass
class Item:
    """The sums of a question, from which its statistics follow."""

    kind: str
    variants: int
    n: int = 0
    blank: int = 0
    unread: int = 0
    sums: list[float] = field(default_factory=lambda: [0.0] * 5)
    """Of the share reached, its square, the rest of the total, its square, and their product."""
    answers: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    """By variant, text and whether it is right."""
    of_variant: dict[int, Mean] = field(default_factory=dict)
    guesses: list[Mean] = field(default_factory=list)
    """Of a prediction, for each point."""

    def add(self, share: float, rest: float) -> None:
        """Count a student's share of the points, and the points of the other questions."""
        self.n += 1
        for i, value in enumerate((share, share * share, rest, rest * rest, share * rest)):
            self.sums[i] += value

    @property
    def difficulty(self) -> float | None:
        """The mean share of the points that was reached: 1 is easy."""
        return self.sums[0] / self.n if self.n else None

    @property
    def discrimination(self) -> float | None:
        """The correlation of the share with the points of all other questions; None where either does not vary.

        References
        ----------
        The corrected item-total correlation: Nunnally and Bernstein, Psychometric Theory, 3rd ed. (1994), ch. 8.
        """
        share, squares, rest, rest_squares, products = self.sums
        spread = (self.n * squares - share**2) * (self.n * rest_squares - rest**2)
        return (self.n * products - share * rest) / math.sqrt(spread) if self.n > 2 and spread > 1e-9 else None

    def ends(self) -> list[tuple[float, int, int]]:
        """Return mean share, variant and students of the hardest and the easiest variant; nothing without answers."""
        means = sorted((mean.sum / mean.n, variant, mean.n) for variant, mean in self.of_variant.items())
        return [means[0], means[-1]] if means else []


class Statistics:
    """Item statistics, taken student by student; what it holds does not grow with the class."""

    def __init__(self, key: Key):
        self.key = key
        self.items = {
            name: Item(question.variants[0].kind, len(question.variants)) for name, question in key.questions.items()
        }
        self.shares: Counter[int] = Counter()
        """How many students reached each tenth of the points."""
        self.sure: dict[int, Mean] = {}
        """The share reached by how sure they were."""
        self.grades, self.squares = Mean(), 0.0

    def add(self, row: Row) -> None:
        """Count a student."""
        asked = {name: self.key.questions[name].points for name in row.points}
        reached = sum(points for points in row.points.values() if points is not None)
        for name, of in asked.items():
            item, points = self.items[name], row.points[name]
            if points is None:
                item.unread += not row.answers[name].lost
                continue
            others = sum(asked.values()) - of
            whole = (self.key.out_of - of) / others if others else 1  # what was asked counts for the whole
            item.add(points / of, (reached - points) * whole)
            answer = row.answers.get(name)
            if answer is None or not answer.said:
                item.blank += 1
            else:
                self._answer(item, self.key.questions[name].variants, answer, points / of)
        if row.grade is not None:
            self.grades.add(row.grade)
            self.squares += row.grade**2
            self.shares[min(9, int(10 * row.grade / self.key.out_of + 1e-9))] += 1

    def _answer(self, item: Item, variants: list[Question], answer: Marked, share: float) -> None:
        item.of_variant.setdefault(answer.variant, Mean()).add(share)
        if answer.confidence is not None:
            self.sure.setdefault(answer.confidence, Mean()).add(share)
        question = variants[answer.variant]
        if isinstance(question, Predict) and (guess := question.guess(answer.response)) and share > 0:
            item.guesses = item.guesses or [Mean() for _ in question.hidden]
            for mean, y in zip(item.guesses, guess, strict=False):
                mean.add(y)
        for text, right in question.chosen(answer.response)[:_MOST_CHOSEN]:
            entry = (answer.variant, text[:200], "yes" if right else "no")
            item.answers[entry if entry in item.answers or len(item.answers) < _MOST_ANSWERS else _RARER] += 1

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the grades."""
        mean = self.grades.value
        return None if mean is None else math.sqrt(max(0.0, self.squares / self.grades.n - mean**2))

    def write(self, out: Path) -> None:
        """Write ``items.csv`` and ``answers.csv``."""
        with files.writing_csv(out / "items.csv", _COLUMNS) as write:
            for name, item in self.items.items():
                ends = [f"{variant} ({mean:.0%})" for mean, variant, _ in item.ends()] if item.variants > 1 else []
                write(
                    [
                        *(name, item.kind, item.variants, files.number(self.key.questions[name].points), item.n),
                        *(files.number(item.difficulty), files.number(item.discrimination), item.blank, item.unread),
                        *(ends or ["", ""]),
                    ]
                )
        columns = ["question", "variant", "answer", "right", "students", "share"]
        with files.writing_csv(out / "answers.csv", columns) as write:
            for name, item in self.items.items():
                for (variant, text, right), n in sorted(
                    item.answers.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1])
                ):
                    of = item.of_variant[variant].n if variant in item.of_variant else item.n
                    share = files.number(n / of) if of else ""
                    write([name, "" if variant < 0 else variant, text, right, n, share])
