"""How an assignment went: items, options, similarity, and a page with pictures. All of it in one pass, whatever the class."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from mcollab.questions import markup, scoring
from mcollab.teaching import files
from mcollab.teaching.feedback import said
from mcollab.teaching.release import Key, page_styles

_MOST_ANSWERS = 2000
"""Different answers counted for a question; rarer ones after that are counted together."""


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
    answers: Counter = field(default_factory=Counter)
    of_variant: dict[int, list[float]] = field(default_factory=dict)
    guesses: list[list[float]] = field(default_factory=list)
    """Of a prediction, for each point: how many guessed it, and the sum of what they guessed."""

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
        """The correlation of the share with the points of all other questions; None where either does not vary."""
        share, squares, rest, rest_squares, products = self.sums
        spread = (self.n * squares - share**2) * (self.n * rest_squares - rest**2)
        return (self.n * products - share * rest) / math.sqrt(spread) if self.n > 2 and spread > 1e-9 else None


class Statistics:
    """Item statistics, taken student by student; what it holds does not grow with the class."""

    def __init__(self, key: Key):
        self.key = key
        self.items = {
            name: Item(question.variants[0].kind, len(question.variants)) for name, question in key.questions.items()
        }
        self.grades: Counter = Counter()
        self.sure: dict[int, list[float]] = {}
        self.n, self.sum, self.squares = 0, 0.0, 0.0

    def add(self, row) -> None:
        """Count a student."""
        total = row.total
        for name, item in self.items.items():
            answer, points = row.answers.get(name), row.points[name]
            asked = self.key.questions[name]
            if points is None:
                item.unread += 1
                continue
            share = points / asked.points
            item.add(share, total - points)
            if answer is None or (scoring.blank(answer[4]) and answer[3] == 0):
                item.blank += 1
                continue
            of = item.of_variant.setdefault(answer[2], [0, 0.0])
            of[0] += 1
            of[1] += share
            if answer[5] is not None:
                level = self.sure.setdefault(answer[5], [0, 0.0])
                level[0] += 1
                level[1] += share
            question = asked.variants[answer[2] if answer[2] < len(asked.variants) else 0]
            if item.kind == "predict" and isinstance(answer[4], dict) and share > 0:
                item.guesses = item.guesses or [[0, 0.0] for _ in question.hidden]
                for sums, y in zip(item.guesses, answer[4]["guess"], strict=False):
                    sums[0] += 1
                    sums[1] += y
            if item.kind in ("short", "predict"):
                continue
            for text in self._chosen(question, answer[4]):
                entry = (answer[2], text, self._right(question, text, share))
                item.answers[
                    entry if entry in item.answers or len(item.answers) < _MOST_ANSWERS else (-1, "rarer answers", "")
                ] += 1
        if row.grade is not None:
            self.n += 1
            self.sum += row.grade
            self.squares += row.grade**2
            self.grades[min(9, int(10 * row.grade / self.key.out_of + 1e-9))] += 1

    @staticmethod
    def _chosen(question, response) -> list[str]:
        if question.kind == "multi" and isinstance(response, list):
            return [said(question, i) for i in response if i is not None][:50]
        if question.kind == "match" and isinstance(response, dict):
            return [f"{left}: {right}" for left, right in response.items()][:50]
        return [said(question, response)[:200]]

    @staticmethod
    def _right(question, text: str, share: float) -> str:
        if question.kind in ("single", "multi"):
            return "yes" if any(option.correct and option.text == text for option in question.options) else "no"
        if question.kind == "match":
            return "yes" if any(text == f"{pair.left}: {pair.right}" for pair in question.pairs) else "no"
        return "yes" if share == 1 else "no"

    def write(self, out: Path) -> None:
        """Write ``items.csv`` and ``answers.csv``."""
        with files.writing_csv(
            out / "items.csv",
            [
                "question",
                "kind",
                "variants",
                "points",
                "students",
                "difficulty",
                "discrimination",
                "no_answer",
                "to_read",
                "hardest_variant",
                "easiest_variant",
            ],
        ) as write:
            for name, item in self.items.items():
                means = sorted((total / n, variant) for variant, (n, total) in item.of_variant.items())
                ends = (
                    [f"{variant} ({mean:.0%})" for mean, variant in (means[0], means[-1])]
                    if item.variants > 1 and means
                    else ["", ""]
                )
                write(
                    [
                        name,
                        item.kind,
                        item.variants,
                        files.number(self.key.questions[name].points),
                        item.n,
                        files.number(item.difficulty),
                        files.number(item.discrimination),
                        item.blank,
                        item.unread,
                        *ends,
                    ]
                )
        with files.writing_csv(
            out / "answers.csv", ["question", "variant", "answer", "right", "students", "share"]
        ) as write:
            for name, item in self.items.items():
                for (variant, text, right), n in sorted(
                    item.answers.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1])
                ):
                    of = item.of_variant.get(variant, [item.n])[0]
                    write([name, "" if variant < 0 else variant, text, right, n, files.number(n / of) if of else ""])


# --- Similarity ------------------------------------------------------------------------------------------------------------


def remember(store, key: Key, row) -> None:
    """Note which variants a student was asked, and the answers that are right for other students' only."""
    for name, answer in row.answers.items():
        if name in key.questions and len(key.questions[name].variants) > 1:
            store.db.execute("insert or ignore into asked values (?, ?, ?)", (name, answer[2], row.student))
            question = (
                key.questions[name].variants[answer[2]] if answer[2] < len(key.questions[name].variants) else None
            )
            for other in answer[6]:
                store.db.execute(
                    "insert or ignore into borrowed values (?, ?, ?, ?)",
                    (row.student, name, other, said(question, answer[4])[:200] if question else ""),
                )


def write_similar(store, key: Key, path: Path) -> int:
    """Write who answered with the numbers of other students' variants, and return how many did so twice or more."""
    with files.writing_csv(
        path,
        [
            "student_id",
            "questions_answered_with_other_numbers",
            "question",
            "answer",
            "right_for_variant",
            "students_of_that_variant",
            "such_as",
        ],
    ) as write:
        marked = 0
        for student, questions in store.db.execute(
            "select student, count(distinct question) from borrowed group by student order by 2 desc, 1"
        ).fetchall():
            marked += questions > 1
            for name, variant, response in store.db.execute(
                "select question, variant, response from borrowed where student = ? order by question, variant",
                (student,),
            ).fetchall():
                holders = store.db.execute(
                    "select student from asked where question = ? and variant = ? and student <> ? order by student limit 6",
                    (name, variant, student),
                ).fetchall()
                (count,) = store.db.execute(
                    "select count(*) from asked where question = ? and variant = ? and student <> ?",
                    (name, variant, student),
                ).fetchone()
                write(
                    [
                        student,
                        questions,
                        name,
                        response,
                        variant,
                        count,
                        "; ".join(one for (one,) in holders[:5]) + ("; …" if count > 5 else ""),
                    ]
                )
    return marked


# --- The page ----------------------------------------------------------------------------------------------------------------

_STYLE = """
body { max-width: 60rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .95rem; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--mc-border); }
thead th { vertical-align: bottom; }
.wide { overflow-x: auto; }
.bar { display: flex; align-items: center; gap: .5rem; min-width: 9rem; }
.bar i { display: block; height: .8rem; background: var(--mc-link); border-radius: 2px; }
.bar .no { background: var(--mc-signal); }
svg { width: 100%; height: auto; max-width: 44rem; display: block; font-size: 13px; }
svg text { fill: var(--mc-text); }
svg rect, svg circle { fill: var(--mc-link); }
svg line { stroke: var(--mc-border); }
.note { color: var(--mc-muted); font-size: .95rem; }
.big { display: flex; flex-wrap: wrap; gap: .5rem 2rem; padding: 0; list-style: none; }
.big b { display: block; font-size: 1.6rem; }
"""


def write_page(path: Path, key: Key, stats: Statistics, summary) -> None:
    """Write ``report.html``: one file, no script, nothing fetched."""
    mean = stats.sum / stats.n if stats.n else None
    deviation = math.sqrt(max(0.0, stats.squares / stats.n - mean**2)) if stats.n else None
    figures = [
        (summary.students, "students"),
        (files.number(mean) if stats.n else "–", f"points on average, of {files.number(key.out_of)}"),
        (files.number(deviation) if stats.n else "–", "standard deviation"),
        (summary.late, "late"),
        (summary.unread, "answers to read"),
        (summary.problem_count, "lines in problems.csv"),
    ]
    body = [
        f'<ul class="big">{"".join(f"<li><b>{value}</b>{escape(what)}</li>" for value, what in figures)}</ul>',
        "<h2>Grades</h2>",
        _histogram(stats),
        "<h2>Questions</h2>",
        '<p class="note">Difficulty is the mean share of the points reached: a question that nearly all or nearly none get right tells little. '
        "Discrimination is the correlation with the points of all other questions: near 0 it does not go with the rest, below 0 look at the key first.</p>",
        _scatter(stats),
        _items(key, stats),
        "<h2>Answers</h2>",
        *(_answers(i, name, key, item) for i, (name, item) in enumerate(stats.items.items(), 1)),
    ]
    if stats.sure:
        body.append(_calibration(stats))
    body.append(_problems(summary))
    if summary.similar:
        body.append(
            f"<h2>Similarity</h2><p>{summary.similar} students answered two or more questions with what is right for other students' numbers only: see similarity.csv. It is a reason to ask, and no proof: with few variants some fit by chance.</p>"
        )
    style = page_styles() + _STYLE
    text = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(key.title)}: report</title><style>{style}</style>
<main><p class="course">In Common Defence</p><h1>{escape(key.title)}: how it went</h1>
{"".join(body)}
</main></html>
"""
    files.write_text(path, files.CONTROLS.sub("", text))


def _histogram(stats: Statistics) -> str:
    if not stats.n:
        return "<p>No grade is complete yet.</p>"
    top = max(stats.grades.values())
    bars = []
    for i in range(10):
        n, x = stats.grades[i], 40 + i * 60
        height = 150 * n / top
        bars.append(
            f'<rect x="{x + 4}" y="{170 - height:.1f}" width="52" height="{height:.1f}"/><text x="{x + 30}" y="{164 - height:.1f}" text-anchor="middle">{n or ""}</text><text x="{x}" y="190" text-anchor="middle">{10 * i}</text>'
        )
    told = ", ".join(f"{10 * i} to {10 * i + 10} %: {stats.grades[i]}" for i in range(10) if stats.grades[i])
    return f'<svg viewBox="0 0 660 215" role="img" aria-label="Number of students by share of the points. {told}.">{"".join(bars)}<line x1="40" x2="640" y1="170" y2="170"/><text x="640" y="190" text-anchor="middle">100</text><text x="340" y="210" text-anchor="middle">share of the points, %; the bars are numbers of students</text></svg>'


def _scatter(stats: Statistics) -> str:
    known = [
        (i, item.difficulty, item.discrimination)
        for i, item in enumerate(stats.items.values(), 1)
        if item.discrimination is not None
    ]
    if len(known) < 2:
        return ""
    low = min(0.0, *(found for _, _, found in known))

    def y(value):
        return 20 + 200 * (1 - value) / (1 - low)

    dots = "".join(
        f'<circle cx="{50 + 570 * easy:.1f}" cy="{y(found):.1f}" r="5"/><text x="{57 + 570 * easy:.1f}" y="{y(found) - 6:.1f}">{i}</text>'
        for i, easy, found in known
    )
    axes = f'<line x1="50" x2="620" y1="{y(0):.1f}" y2="{y(0):.1f}"/><text x="42" y="{y(0) + 4:.1f}" text-anchor="end">0</text><text x="42" y="{y(1) + 4:.1f}" text-anchor="end">1</text>'
    marks = "".join(
        f'<text x="{50 + 57 * i * 2.5:.0f}" y="{y(low) + 22:.0f}" text-anchor="middle">{25 * i}</text>'
        for i in range(5)
    )
    told = "; ".join(f"{i}: {easy:.0%} and {found:.2f}" for i, easy, found in known)
    return f'<svg viewBox="0 0 660 270" role="img" aria-label="Questions by difficulty and discrimination. {told}.">{axes}{dots}{marks}<text x="50" y="12">discrimination</text><text x="335" y="262" text-anchor="middle">share of the points reached, %; the numbers are those of the questions</text></svg>'


def _bar(share: float, wrong: bool = False) -> str:
    return (
        f'<span class="bar"><i{" class=no" if wrong else ""} style="width:{100 * share:.0f}px"></i>{share:.0%}</span>'
    )


def _items(key: Key, stats: Statistics) -> str:
    rows = []
    for i, (name, item) in enumerate(stats.items.items(), 1):
        discrimination = "–" if item.discrimination is None else f"{item.discrimination:.2f}"
        reached = "–" if item.difficulty is None else _bar(item.difficulty)
        rows.append(
            f"<tr><td>{i}</td><th scope=row>{escape(name)}</th><td>{item.kind}</td><td>{files.number(key.questions[name].points)}</td><td>{reached}</td><td>{discrimination}</td><td>{item.blank}</td><td>{item.unread}</td></tr>"
        )
    head = "".join(
        f"<th scope=col>{text}</th>"
        for text in ("No.", "Question", "Kind", "Points", "Reached", "Discrimination", "No answer", "To read")
    )
    return f'<div class="wide" tabindex="0" role="region" aria-label="Questions"><table><caption>Every question</caption><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _answers(number: int, name: str, key: Key, item: Item) -> str:
    question = key.questions[name].variants[0]
    head = f"<h3>{number}. {markup.inline(question.prompt)}</h3>"
    if item.kind == "short":
        return head + '<p class="note">Read by a person: see to_read.csv.</p>'
    if item.variants > 1:
        means = sorted((total / n, variant, n) for variant, (n, total) in item.of_variant.items())
        told = (
            f"{item.variants} variants; the first is shown. Reached from {means[0][0]:.0%} (variant {means[0][1]}, {means[0][2]:.0f} students) to {means[-1][0]:.0%} (variant {means[-1][1]}, {means[-1][2]:.0f} students); answers.csv has each."
            if means
            else ""
        )
        return head + f'<p class="note">{told}</p>'
    if item.kind == "predict":
        rows = "".join(
            f"<tr><th scope=row>{escape(str(point.x))}</th><td>{point.y:g}</td><td>{files.number(total / n) if n else '–'}</td></tr>"
            for point, (n, total) in zip(question.hidden, item.guesses, strict=False)
        )
        return (
            head
            + f"<table><caption>Guesses that scored, {escape(question.unit)}</caption><thead><tr><th scope=col>Point</th><th scope=col>Data</th><th scope=col>Mean guess</th></tr></thead><tbody>{rows}</tbody></table>"
        )
    answered = item.n - item.blank
    if not answered:
        return head + '<p class="note">Nobody answered.</p>'
    rows = "".join(
        f"<tr><td>{escape(text)}</td><td>{right}</td><td>{n}</td><td>{_bar(n / answered, right == 'no')}</td></tr>"
        for (_, text, right), n in sorted(item.answers.items(), key=lambda pair: (-pair[1], pair[0]))[:8]
    )
    return (
        head
        + f'<div class="wide" tabindex="0" role="region" aria-label="Answers to question {number}"><table><thead><tr><th scope=col>Answer</th><th scope=col>Right</th><th scope=col>Students</th><th scope=col>Share</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _calibration(stats: Statistics) -> str:
    rows = "".join(
        f"<tr><th scope=row>{level} %</th><td>{n:.0f}</td><td>{_bar(total / n)}</td></tr>"
        for level, (n, total) in sorted(stats.sure.items())
    )
    return f"<h2>How sure they were</h2><table><thead><tr><th scope=col>They said</th><th scope=col>Answers</th><th scope=col>Reached on average</th></tr></thead><tbody>{rows}</tbody></table>"


def _problems(summary) -> str:
    if not summary.problem_count:
        return ""
    rows = "".join(
        f"<tr><td>{escape(file)}</td><td>{escape(reason)}</td></tr>" for file, reason in summary.problems[:200]
    )
    more = (
        f'<p class="note">{summary.problem_count - 200} more in problems.csv.</p>'
        if summary.problem_count > 200
        else ""
    )
    return f'<h2>What needs a person</h2><div class="wide" tabindex="0" role="region" aria-label="Problems"><table><thead><tr><th scope=col>File</th><th scope=col>Why</th></tr></thead><tbody>{rows}</tbody></table></div><p class="note">problems.csv has what to tell each student.</p>{more}'
