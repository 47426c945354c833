"""From the assignment to what is handed out, without its key, and the key, which stays."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mcollab.errors import McollabError
from mcollab.questions import front
from mcollab.style import css_variables
from mcollab.teaching import assignment, files, pages, rekey, steady
from mcollab.teaching import key as keys
from mcollab.teaching.handin import canonical
from mcollab.teaching.key import Key, KeyQuestion

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.teaching.assignment import Assignment, Late

PUBLIC = "mcollab.assignment/2"
Spec = dict[str, Any]
"""What students are shown of an assignment, as JSON."""


def make(task: Assignment, own: list[Path], course: str | None = None) -> tuple[Key, Spec]:
    """Return the key of an assignment, and what its students are shown.

    Parameters
    ----------
    task
        The assignment.
    own
        The question files of the instructor's own.
    course
        What tells this course from others that have an assignment of the same id.

    Raises
    ------
    McollabError
        If a question is unknown, or its generator fails or gives other values when it is asked again.
    """
    asked = assignment.find(task.questions, own)
    made = {found.name: assignment.variants(found, task.id, task.variants) for found in asked}
    steady.check(asked, made, task.id, task.variants)
    questions, shown = {}, []
    for name, variants in made.items():
        points = task.points.get(name, variants[0].points)
        questions[name] = KeyQuestion(points=points, variants=variants)
        public = [question.public() for question in variants]
        shown.append({"name": name, "points": files.number(points), "variants": public})
    version = hashlib.sha256(canonical([task.id, shown]).encode()).hexdigest()[:12]
    spec = {
        "format": PUBLIC,
        "id": task.id,
        "course": course,
        "title": task.title,
        "due": task.due.isoformat() if task.due else None,
        "late": _late(task.late),
        "questions": shown,
        "version": version,
    }
    key = Key(
        assignment=task.id,
        course=course,
        title=task.title,
        version=version,
        due=task.due,
        late=task.late,
        extensions=task.extensions,
        questions=questions,
    )
    return key, spec


def _late(late: Late | None) -> str | None:
    if late is None:
        return None
    grace = f" after {files.number(late.grace_minutes)} minutes of grace" if late.grace_minutes else ""
    most = f", at most {late.most:.0%}" if late.most < 1 else ""
    return f"Later, each 24 hours begun{grace} cost {late.per_day:.0%} of the points{most}."


@dataclass(frozen=True)
class Released:
    """What a release did.

    Attributes
    ----------
    key, key_path
        The key, and where it was written.
    files
        What students get.
    former
        Where the key of the version released before now stands, if it is another.
    told
        What the instructor must know, in sentences.
    """

    key: Key
    key_path: Path
    files: list[Path]
    former: Path | None
    told: list[str]


def release(path: Path, out: Path) -> Released:
    """Write what students get into `out`, and the key beside the assignment.

    A key that is there, and was corrected by hand, is not lost: see `mcollab.teaching.rekey`. The first release draws
    what tells this course from others; the key keeps it, and later releases take it over, so that answers stay whose
    they are.

    Raises
    ------
    McollabError
        If the assignment does not fit, `out` holds what is not for students, or nothing can be written.
    """
    task = assignment.read(path)
    here = path.resolve().parent
    if here.is_relative_to(out.resolve()):
        raise McollabError(
            f"{out} holds the assignment itself, and its key would be among the files for students: "
            f"name a folder of its own, such as -o {task.id}."
        )
    own = [here / name for name in task.banks]
    inside = next((one for one in own if one.resolve().is_relative_to(out.resolve())), None)
    if inside:
        raise McollabError(f"{inside.name} has answers and lies in {out}, the folder for students: move it away.")
    key_path = here / f"{task.id}.key.yml"
    before = keys.read(key_path) if key_path.exists() else None
    former = keys.former(key_path, task.id, before.version if before else "")
    known = [before, *former] if before else former
    key, spec = make(task, own, known[0].course if known else secrets.token_hex(4))
    key, told = rekey.again(key, before, former)
    told += _snags(key)
    with files.told_where(out):
        out.mkdir(parents=True, exist_ok=True)
        written = []
        for name, text in bundle({**spec, "version": key.version}).items():
            files.write_text(out / name, text)
            written.append(out / name)
    with files.told_where(key_path):
        kept = keys.write(key_path, key)
    return Released(key, key_path, written, kept, told)


def _snags(key: Key) -> list[str]:
    """Return what the author of a question would not expect of it, each once, with the name of the question."""
    found = {name: [one.snag() for one in asked.variants] for name, asked in key.questions.items()}
    return [f"{name}: {next(filter(None, said))}" for name, said in found.items() if any(said)]


def bundle(spec: Spec) -> dict[str, str]:
    """Return the files for students by name: the page, the notebook, what it reads, and how to hand in."""
    id = spec["id"]
    return {
        f"{id}.html": page(spec),
        f"{id}.ipynb": notebook(spec),
        f"{id}.json": json.dumps(spec, ensure_ascii=True, indent=1) + "\n",
        "README.txt": pages.rendered("readme.txt.j2", **{name: spec[name] for name in ("title", "id", "due", "late")}),
    }


def module() -> str:
    """Return the assignment's script as one module that asks for no other file: the question's rides in it."""
    question = base64.b64encode(front.module().encode()).decode()
    return pages.static("assignment.js").replace("./question.js", f"data:text/javascript;base64,{question}", 1)


def styles() -> str:
    """Return the style sheet of the questions and of the assignment around them, for a notebook."""
    return css_variables() + _styles()


def _styles() -> str:
    return front.styles() + pages.static("assignment.css")


def page(spec: Spec) -> str:
    """Return the page that works from a file, with no server and no network."""
    data = json.dumps(spec, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return pages.rendered(
        "assignment.html.j2",
        spec=spec,
        minutes=sum(question["variants"][0]["minutes"] for question in spec["questions"]),
        data=Markup(data),  # noqa: S704  # no < in it, which alone could end the script
        script=Markup(module()),  # noqa: S704  # our own scripts and styles
        styles=Markup(_styles()),  # noqa: S704
    )


def notebook(spec: Spec) -> str:
    """Return the notebook, which reads the assignment's .json beside it."""
    id = spec["id"]
    head = (
        f"# {spec['title']}\n\n"
        "Run the cells in order (Shift+Enter). Type your student number in the form: your questions follow from it.\n"
        f"`{id}.json` must lie beside this notebook."
    )
    last = "When you have answered, run the next cell. It says what is still open and writes the file to hand in."
    texts = [
        ("markdown", head),
        ("code", "import mcollab as mc"),
        ("code", f'mc.assignment("{id}")'),
        ("markdown", last),
        ("code", f'mc.submit("{id}")'),
    ]
    cells = []
    for number, (kind, text) in enumerate(texts):
        cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
        cells.append(cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []})
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
