"""A bank of questions of every kind, two of them with variants, and students who answer them."""

import csv
import json
import random
import sys
from pathlib import Path

from mcollab.questions.scoring import words
from mcollab.teaching.grading.mark import mark
from mcollab.teaching.handin import FORMAT, canonical, checksum, variant
from mcollab.teaching.key import Keys

QUESTIONS = """\
chapter: sample
questions:
  - id: first-treaty
    kind: single
    section: treaties
    prompt: Which of these treaties is the *oldest*?
    outcome: date treaties
    explanation: SECRETEXPLANATION the Anglo-Portuguese alliance dates from the fourteenth century.
    hints: [SECRETHINT it is older than the printing press]
    options:
      - {text: The Treaty of Windsor, correct: true, feedback: SECRETFEEDBACK right so}
      - {text: The Entente Cordiale, feedback: SECRETFEEDBACK not by centuries}
      - {text: The North Atlantic Treaty}
      - {text: "=HYPERLINK(1)"}
  - id: members
    kind: multi
    section: members
    points: 2
    prompt: Which are members?
    outcome: name members
    explanation: SECRETEXPLANATION see the table of members.
    options:
      - {text: Norway, correct: true}
      - {text: Poland, correct: true}
      - {text: Austria}
      - {text: Ireland}
  - id: share
    kind: numeric
    section: burden
    prompt: "What is {a} times {b}?"
    outcome: compute
    explanation: "SECRETEXPLANATION it is {answer}."
    generator: product
    answer: "{answer}"
    tolerance: 0.137
    unit: per cent
    mistakes:
      - {answer: "{wrong}", feedback: SECRETMISTAKE that is the sum}
  - id: order-of-founding
    kind: order
    section: treaties
    prompt: Order these by their founding.
    outcome: order
    explanation: SECRETEXPLANATION each has its year.
    items: [Concert of Europe, League of Nations, United Nations, African Union]
    ends: [earliest, latest]
  - id: seats
    kind: match
    section: members
    minutes: 3
    prompt: Match each organisation with its seat.
    outcome: match
    explanation: SECRETEXPLANATION seats are in the table.
    pairs:
      - {left: NATO, right: Brussels}
      - {left: African Union, right: Addis Ababa}
      - {left: OSCE, right: Vienna}
    distractors: [Geneva]
  - id: why-ally
    kind: short
    section: burden
    points: 3
    minutes: 5
    prompt: Why do small states ally?
    outcome: explain
    explanation: SECRETEXPLANATION shelter and voice.
    accept: [SECRETACCEPTED]
    model_answer: SECRETMODEL they seek shelter at a price they can bear.
    rubric: [SECRETRUBRIC names shelter, SECRETRUBRIC names a price]
  - id: spending
    kind: predict
    section: burden
    prompt: Guess the next two values.
    outcome: predict
    explanation: SECRETEXPLANATION it rose.
    given: [{x: 2012, y: 1.5}, {x: 2013, y: 1.4}]
    hidden: [{x: 2014, y: 71.83}, {x: 2015, y: 83.91}]
    unit: "% of GDP"
    low: 0
    high: 100
    scale: 40
    why: SECRETWHY what changed in 2014?
  - id: pick
    kind: single
    section: treaties
    prompt: "Which is {a}?"
    outcome: pick
    explanation: SECRETEXPLANATION that one.
    generator: pick
    options: "{options}"
"""
GENERATORS = """\
def product(rng):
    a, b = rng.randint(12, 97), rng.randint(12, 97)
    return {"a": a, "b": b, "answer": a * b + 0.25, "wrong": a + b}

def pick(rng):
    a = rng.randint(100, 999)
    options = [{"text": f"the number {a}", "correct": True}] + [{"text": f"the number {a + d}"} for d in (1, 2, 3)]
    return {"a": a, "options": options}
"""
NAMES = ["first-treaty", "members", "share", "order-of-founding", "seats", "why-ally", "spending", "pick"]
_ASKED = "".join(f"- sample/{name}\n" for name in NAMES)
ASSIGNMENT = f"""\
id: week3
title: "Week 3: alliances"
questions:
{_ASKED}points: {{sample/share: 2}}
due: 2026-12-04T23:59:00+01:00
late: {{per_day: 0.1, most: 0.5, grace_minutes: 15}}
extensions: {{"u007": 2026-12-20T23:59:00+01:00}}
variants: 6
"""


def write_bank(folder: Path) -> Path:
    """Write the bank into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sample.yml").write_text(QUESTIONS, encoding="utf-8")
    (folder / "sample.py").write_text(GENERATORS, encoding="utf-8")
    return folder


def right(question) -> object:
    """Return the response that is worth everything."""
    match question.kind:
        case "single":
            return next(option.text for option in question.options if option.correct)
        case "multi":
            return [option.text for option in question.options if option.correct]
        case "numeric":
            return str(question.answer)
        case "order":
            return list(question.items)
        case "match":
            return {pair.left: pair.right for pair in question.pairs}
        case "short":
            return question.accept[0]
        case "predict":
            return {"guess": {str(point.x): point.y for point in question.hidden}, "why": ""}


def other(question) -> object:
    """Return the first response to a choice that is not right."""
    return next(option.text for option in question.options if not option.correct)


def choosing(question, text: str) -> object:
    """Return the response that chooses an option."""
    return next(option.text for option in question.options if option.text == text)


def some(question, rng: random.Random) -> object:
    """Return a response as a student might give one."""
    match question.kind:
        case "single":
            return rng.choice(question.options).text
        case "multi":
            return [option.text for option in rng.sample(question.options, rng.randint(1, 3))]
        case "numeric":
            return rng.choice(
                [
                    str(question.answer),
                    str(question.answer).replace(".", ","),
                    "12",
                    "about 30",
                    str(question.mistakes[0].answer),
                ]
            )
        case "order":
            return rng.sample(question.items, len(question.items))
        case "match":
            return {pair.left: rng.choice([one.right for one in question.pairs]) for pair in question.pairs}
        case "short":
            return rng.choice(["SECRETACCEPTED", "For shelter.", 'Because of Ünï & "voice", <b>they</b> said', "=1+1"])
        case "predict":
            return {"guess": {str(point.x): rng.randint(0, 100) for point in question.hidden}, "why": ""}


def hand_in(
    key, student: str, name: str = "", submitted: str = "2026-12-01T10:00:00Z", answer=right, ts: int = 1_000, only=None
) -> dict:
    """Return a hand-in to a key, with every question answered by `answer`."""
    answers = {}
    for question in key.questions:
        if only is not None and question not in only:
            continue
        one = asked(key, student, question)
        state = {"rev": 1, "ts": ts, "response": answer(one), "confidence": 50}
        answers[question] = {**state, "asked": one.asked, "prompt": one.prompt, "version": key.version}
    document = {
        "format": FORMAT,
        "assignment": key.assignment,
        **({"course": key.course} if key.course else {}),
        "version": key.version,
        "student": {"id": student, "name": name},
        "submitted": submitted,
        "answers": answers,
    }
    return sealed(document)


def sealed(document: dict) -> dict:
    """Return the document with its checksum."""
    document = json.loads(canonical(document))
    return {**document, "checksum": checksum(document)}


def place(key, student: str, question: str) -> str:
    """Return the name under which page and notebook keep an answer."""
    return f"{key.course}/{key.assignment}/{words(student)}/{question}"


def asked(key, student: str, question: str):
    """Return the variant of a question that is a student's."""
    variants = key.questions[question].variants
    return variants[variant(key.assignment, student, question, variants)]


# --- What grading is given, and what it leaves ----------------------------------------------------------------------

GRADE = [
    sys.executable,
    "-c",
    "from mcollab.cli import main; import sys; sys.argv = ['mcollab', 'grade', *sys.argv[1:]]; main()",
]


def put(folder: Path, name: str, document: object) -> None:
    """Write a hand-in."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(document), encoding="utf-8")


def table(path: Path) -> list[dict]:
    """Return the rows of a CSV file as they stand there."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows(out: Path) -> dict[str, dict]:
    """Return the grades by student number."""
    return {row["student_id"]: row for row in table(out / "grades.csv")}


def results(folder: Path) -> dict[str, bytes]:
    """Return all that a run left, but for what it remembers."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def marked(released, data):
    """What a file is worth."""
    return mark(data, Keys.of(released[0]))
