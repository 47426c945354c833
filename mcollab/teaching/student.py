"""The student's side in a notebook: the assignment as a widget, and the file to hand in."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcollab import atomic
from mcollab.errors import McollabError, nearest
from mcollab.questions import scoring, state
from mcollab.questions.widget import Kept
from mcollab.teaching import release
from mcollab.teaching.handin import FORMAT, MIME, canonical, checksum, variant

if TYPE_CHECKING:
    from mcollab.teaching.release import Spec


class Assigned(Kept):
    """An assignment in a notebook; answers are merged into ``<id>.answers.json`` as they are given."""

    _esm = release.module()
    _css = release.styles()

    def __init__(self, spec: Spec):
        super().__init__(spec, _answers(spec["id"]))

    def asleep(self) -> str:
        """Return what stands in a notebook that is opened without the kernel that drew this."""
        return f"No form here? Run the cells again: your answers are kept, in this browser and in {self.spec['file']}."


class Handed:
    """What `submit` shows: a few lines, and in the saved notebook the hand-in itself."""

    def __init__(self, lines: list[str], document: dict[str, Any]):
        self.lines, self.document = lines, document

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {"text/plain": "\n".join(self.lines), MIME: self.document}


def assignment(id: str) -> Assigned:
    """Return an assignment, to be answered where it is shown; ``<id>.json`` lies in the folder where the kernel works.

    Parameters
    ----------
    id
        The assignment's id, as in its notebook.

    Returns
    -------
    Assigned
        A widget; answers are kept beside the notebook, in ``<id>.answers.json``, as they are given.

    Raises
    ------
    McollabError
        If `id` is no text, or that file is not there, or is no assignment.

    Examples
    --------
    >>> mc.assignment("week3")
    Traceback (most recent call last):
    mcollab.errors.McollabError: There is no week3.json in ..., where this notebook's kernel works: put the ...
    """
    return Assigned(_spec(id))


def submit(id: str, student: str | None = None, name: str | None = None) -> Handed:
    """Write ``<id>-<student number>.json``, the file to hand in, and return what is open in it.

    Parameters
    ----------
    id
        The assignment's id, as in its notebook.
    student, name
        The student's number and name; those typed in the assignment's form if they are not given.

    Returns
    -------
    Handed
        What was written and what is still open, in lines; in the saved notebook the hand-in itself.

    Raises
    ------
    McollabError
        If there is no such assignment, no student number, or the file cannot be written.

    Examples
    --------
    >>> mc.submit("week3", student="u1234")
    Traceback (most recent call last):
    mcollab.errors.McollabError: There is no week3.json in ..., where this notebook's kernel works: put the ...
    """
    spec = _spec(id)
    kept = state.load(_answers(id))
    at = f"{_space(spec)}/student"
    typed = kept[at].response if at in kept else {}
    who = {"id": student or typed.get("id", ""), "name": name if name is not None else typed.get("name", "")}
    number = scoring.words(who["id"])
    if not number:
        raise McollabError(
            f'No student number: run mc.assignment("{id}"), type it in the form, and run this cell again; '
            f'or say mc.submit("{id}", student="…").'
        )
    answers, open_ = _answered(spec, who["id"], kept)
    document = {
        "format": FORMAT,
        "assignment": id,
        **({"course": spec["course"]} if spec.get("course") else {}),
        "version": spec["version"],
        "student": who,
        "submitted": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "answers": answers,
    }
    document = json.loads(canonical(document))  # numbers as a file has them, so that the checksum is of what is read
    document["checksum"] = checksum(document)
    path = Path(f"{id}-{re.sub(r'[^a-z0-9]+', '-', number).strip('-') or 'answers'}.json")
    try:
        atomic.write_text(path, json.dumps(document, indent=1))
    except OSError as error:
        raise McollabError(
            f"{path} cannot be written in {Path.cwd()} ({error.strerror}): make room or move the notebook "
            "to a folder of yours, and run the cell again."
        ) from None
    done, every = len(spec["questions"]) - len(open_), len(spec["questions"])
    lines = [f"{done} of {every} answered by {who['name'] or 'student'} {who['id']}. Hand in {path}."]
    if open_:
        lines += ["Still open; answer, and run this cell again:", *open_]
    return Handed(lines, document)


def _answered(spec: Spec, student: str, kept: dict[str, state.State]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return a student's answers by question, and a line for each question that is still open.

    An answer to a wording that changed since is handed in as it was given, and marked by what was asked then.
    """
    id, number = spec["id"], scoring.words(student)
    answers, open_ = {}, []
    for i, question in enumerate(spec["questions"], 1):
        shown = question["variants"][variant(id, student, question["name"], question["variants"])]
        one = kept.get(f"{_space(spec)}/{number}/{question['name']}")
        if why := state.lacking(shown, one):
            open_.append(f"  {i}. {_words(shown['html']['prompt'])} ({why})")
        if one and one.rev and one.asked:
            answers[question["name"]] = one.model_dump(exclude={"variant"})  # which `asked` says
    return answers, open_


def _space(spec: Spec) -> str:
    """Return under what answers are kept, here and in the browser: those of other courses are kept apart."""
    return f"{spec['course']}/{spec['id']}" if spec.get("course") else str(spec["id"])


def _spec(id: str) -> Spec:
    if not isinstance(id, str):
        raise McollabError(f"An assignment is named by a text, as in its notebook, but got {id!r:.60}.")
    *folder, name = re.split(r"[\\/]", id.removesuffix(".json"))
    if name != id:
        there = json.dumps("/".join(folder) or "/", ensure_ascii=False)
        first = f", and first run %cd {there} in a cell" if folder else ""
        raise McollabError(f"{id!r} is the name of a file: give the assignment's, {name!r}{first}.")
    path = Path(f"{id}.json")
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise McollabError(_not_here(path)) from None
    except (OSError, ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("format") != release.PUBLIC or content.get("id") != id:
        raise McollabError(
            f"{path.resolve()} is not the assignment {id!r}: get it again from where you got the notebook."
        )
    return content


def _not_here(path: Path) -> str:
    """Return what to say of a file that is not in the kernel's folder, which need not be the notebook's."""
    here = Path.cwd()
    near = [
        *(folder / path for folder in here.parents[:2]),
        *sorted(here.glob(f"*/{path}")),
        *sorted(here.glob(f"*/*/{path}")),
    ]
    found = next((one for one in near if one.is_file()), None)
    if found:
        return (
            f"There is no {path} in {here}, where this notebook's kernel works; there is one in {found.parent}: "
            f"run %cd {json.dumps(str(found.parent), ensure_ascii=False)} in a cell, and this cell again."
        )
    others = sorted(one.stem for one in here.glob("*.json") if not one.stem.endswith(".answers"))
    return (
        f"There is no {path} in {here}, where this notebook's kernel works: put the assignment's .json "
        f"there{nearest(path.stem, others)}"
    )


def _answers(id: str) -> Path:
    return Path(f"{id}.answers.json")


def _words(html: str) -> str:
    text = unescape(re.sub(r"<[^>]*>", "", html))
    return text if len(text) <= 80 else f"{text[:77]}…"
