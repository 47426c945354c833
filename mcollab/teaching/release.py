"""From the assignment to what is handed out, without its key, and the key, which stays."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from html import escape
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AwareDatetime, Field, model_validator

from mcollab import yamlfile
from mcollab.errors import McollabError
from mcollab.questions.public import ordered, public
from mcollab.questions.schema import AnyQuestion, Model, Slug, Text
from mcollab.style import css_variables
from mcollab.teaching import assignment, files
from mcollab.teaching.assignment import Assignment, Late
from mcollab.teaching.submission import canonical

KEY = "mcollab.key/1"
PUBLIC = "mcollab.assignment/1"

_STATIC = Path(__file__).parent / "static"
_QUESTIONS = Path(__file__).parents[1] / "questions" / "static"


class KeyQuestion(Model):
    """A question of the key: what it is worth, and every variant with its answer."""

    points: Annotated[float, Field(gt=0, le=1000)]
    variants: Annotated[list[AnyQuestion], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_kind(self):
        if len({question.kind for question in self.variants}) > 1:
            raise ValueError("its variants are not of one kind")
        return self


class Key(Model):
    """What grading needs: ``week3.key.yml``. It may be corrected by hand; grading again takes it up."""

    format: Literal["mcollab.key/1"]
    assignment: Slug
    title: Text
    version: Text
    due: AwareDatetime | None = None
    late: Late | None = None
    extensions: dict[str, AwareDatetime] = {}
    questions: Annotated[dict[str, KeyQuestion], Field(min_length=1)]

    @property
    def out_of(self) -> float:
        """The points of all questions together."""
        return sum(question.points for question in self.questions.values())


def make(task: Assignment, own: list[Path]) -> tuple[Key, dict]:
    """Return the key of an assignment, and what its students are shown.

    Raises
    ------
    McollabError
        If a question is unknown or its generator fails.
    """
    questions, shown = {}, []
    for found in assignment.find(task.questions, own):
        made = {
            canonical(public(question)): question
            for question in map(ordered, assignment.variants(found, task.id, task.variants))
        }
        points = task.points.get(found.name, next(iter(made.values())).points)
        questions[found.name] = KeyQuestion(points=points, variants=list(made.values()))
        shown.append(
            {
                "name": found.name,
                "points": files.number(points),
                "variants": [public(question) for question in made.values()],
            }
        )
    spec = {
        "format": PUBLIC,
        "id": task.id,
        "title": task.title,
        "due": task.due.isoformat() if task.due else None,
        "late": _late(task.late),
        "questions": shown,
    }
    version = hashlib.sha256(canonical([spec["id"], spec["questions"]]).encode()).hexdigest()[:12]
    key = Key(
        format=KEY,
        assignment=task.id,
        title=task.title,
        version=version,
        due=task.due,
        late=task.late,
        extensions=task.extensions,
        questions=questions,
    )
    return key, {**spec, "version": version}


def _late(late: Late | None) -> str | None:
    if late is None:
        return None
    grace = f" after {files.number(late.grace_minutes)} minutes of grace" if late.grace_minutes else ""
    most = f", at most {late.most:.0%}" if late.most < 1 else ""
    return f"Later, each day begun{grace} costs {late.per_day:.0%} of the points{most}."


def write_key(path: Path, key: Key) -> Path | None:
    """Write the key, readable by its owner alone; return where a key of another version that was there now stands."""
    kept = None
    if path.exists():
        former = read_key(path)
        if former.version != key.version:
            kept = path.with_name(f"{key.assignment}.{former.version}.key.yml")
            path.replace(kept)
    content = key.model_dump(mode="json", exclude={"questions"}, exclude_none=True, exclude_defaults=True) | {
        "format": KEY,
        "questions": {},
    }
    for name, question in key.questions.items():
        variants = [
            one.model_dump(mode="json", exclude={"generator", "variants", "section"}, exclude_defaults=True)
            for one in question.variants
        ]
        content["questions"][name] = {"points": question.points, "variants": variants}
    head = "# The key of this assignment, with every answer: keep it to yourself. Correct it here if an answer is wrong, and grade again.\n"
    files.write_text(
        path,
        head
        + yaml.dump(
            content,
            Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
            allow_unicode=True,
            sort_keys=False,
            width=120,
        ),
    )
    os.chmod(path, 0o600)
    return kept


def read_key(path: Path) -> Key:
    """Return the key of a file.

    Raises
    ------
    McollabError
        With file and line, if it cannot be read or does not fit.
    """
    return yamlfile.read(path, "a key, such as `mcollab release` writes").validated(Key)


def release(path: Path, out: Path) -> tuple[Key, Path, list[Path], Path | None]:
    """Write what students get into `out`, and the key beside the assignment.

    Returns
    -------
    tuple
        The key, where it was written, the files for the students, and where a former key of another version now stands.

    Raises
    ------
    McollabError
        If the assignment does not fit, `out` holds what is not for students, or nothing can be written.
    """
    task = assignment.read(path)
    here = path.resolve().parent
    if here.is_relative_to(out.resolve()):
        raise McollabError(
            f"{out} holds the assignment itself, and its key would be among the files for students: name a folder of its own, such as -o {task.id}."
        )
    own = [here / name for name in task.banks]
    inside = next((one for one in own if one.resolve().is_relative_to(out.resolve())), None)
    if inside:
        raise McollabError(f"{inside.name} has answers and lies in {out}, the folder for students: move it away.")
    key, spec = make(task, own)
    with files.told_where(out):
        out.mkdir(parents=True, exist_ok=True)
        written = []
        for name, text in bundle(spec).items():
            files.write_text(out / name, text)
            written.append(out / name)
    key_path = here / f"{task.id}.key.yml"
    with files.told_where(key_path):
        kept = write_key(key_path, key)
    return key, key_path, written, kept


def bundle(spec: dict) -> dict[str, str]:
    """Return the files for students by name: the page, the notebook, what it reads, and how to hand in."""
    id = spec["id"]
    return {
        f"{id}.html": page(spec),
        f"{id}.ipynb": notebook(spec),
        f"{id}.json": json.dumps(spec, ensure_ascii=True, indent=1) + "\n",
        "README.txt": readme(spec),
    }


def module() -> str:
    """Return the assignment's script as one module that asks for no other file: the question's rides in it."""
    question = base64.b64encode((_QUESTIONS / "question.js").read_bytes()).decode()
    return (
        (_STATIC / "assignment.js")
        .read_text(encoding="utf-8")
        .replace("./question.js", f"data:text/javascript;base64,{question}", 1)
    )


def styles() -> str:
    """Return the style sheet of the questions and of the assignment around them, for a notebook."""
    return css_variables() + _styles()


def page_styles() -> str:
    """Return the style sheet of a page that stands alone, light or dark as the reader's system is."""
    return css_variables(dark="system") + (_STATIC / "page.css").read_text(encoding="utf-8")


def _styles() -> str:
    return (_QUESTIONS / "question.css").read_text(encoding="utf-8") + (_STATIC / "assignment.css").read_text(
        encoding="utf-8"
    )


def page(spec: dict) -> str:
    """Return the page that works from a file, with no server and no network."""
    blob = json.dumps(spec, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="mcollab assignment">
<title>{escape(spec["title"])}</title>
<style>{page_styles()}{_styles()}</style>
<main>
<p class="course">In Common Defence</p>
<h1>{escape(spec["title"])}</h1>
<p>{len(spec["questions"])} questions, about {_minutes(spec):g} minutes. Type your student number: your numbers in the questions follow from it.
Answers are kept in this browser as you give them; when you are done, download them and hand in that one file, not this page.</p>
<div id="assignment"><noscript><p><b>This page needs JavaScript.</b> Allow it, or use the notebook {escape(spec["id"])}.ipynb instead.</p></noscript></div>
</main>
<script type="application/json" id="spec">{blob}</script>
<script type="module">
{module()}
open(document.getElementById("assignment"), JSON.parse(document.getElementById("spec").textContent));
</script>
</html>
"""


def _minutes(spec: dict) -> float:
    return sum(question["variants"][0]["minutes"] for question in spec["questions"])


def notebook(spec: dict) -> str:
    """Return the notebook, which reads the assignment's .json beside it."""
    id = spec["id"]
    texts = [
        (
            "markdown",
            f"# {spec['title']}\n\nRun the cells in order (Shift+Enter). Type your student number in the form: your questions follow from it.\n`{id}.json` must lie beside this notebook.",
        ),
        ("code", "import mcollab as mc"),
        ("code", f'mc.assignment("{id}")'),
        (
            "markdown",
            "When you have answered, run the next cell. It says what is still open and writes the file to hand in.",
        ),
        ("code", f'mc.submit("{id}")'),
    ]
    cells = []
    for number, (kind, text) in enumerate(texts):
        cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
        cells.append(cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []})
    kernel = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return (
        json.dumps(
            {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def readme(spec: dict) -> str:
    """Return what students are told."""
    id = spec["id"]
    due = f"\nIt is due at {spec['due']}. {spec['late'] or ''}".rstrip() + "\n" if spec["due"] else ""
    return f"""{spec["title"]}
{"=" * len(spec["title"])}
{due}
On a page (nothing to install, works offline)
1. Open {id}.html in a browser: save it first, then open it from your disk.
2. Type your student number and your name. Your questions follow from the number, so type it as your school writes it.
3. Answer. Your answers are kept in this browser on this computer; private windows forget them.
4. Press "Download my answers" and hand in the file {id}-<your number>.json. Hand in that file, not the page.
   You may go on and download again: the latest answer to each question counts.
On another computer, press "Go on from a file" and choose the file you downloaded.

In a notebook
1. Keep {id}.ipynb and {id}.json in one folder, open the notebook and run its cells.
2. The last cell, mc.submit("{id}"), says what is open and writes {id}-<your number>.json: hand in that file.
   The saved notebook itself is taken too.
"""
