"""An assignment as a quiz of a learning system, written to a file, and what its format cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcollab import atomic
from mcollab.teaching import assignment, files, release
from mcollab.teaching import key as keys

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.teaching.key import Key
    from mcollab.teaching.lms import Loss, Quiz


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    path
        The file.
    of
        How many questions the assignment has.
    asked
        How many of them the quiz asks, with all of their variants or some.
    lost
        What the format cannot say of them.
    """

    path: Path
    of: int
    asked: int
    lost: list[Loss]

    @property
    def complete(self) -> bool:
        """Whether no question and no variant was left out."""
        return not any(loss.left_out for loss in self.lost)


def write(source: Path, form: Quiz, out: Path | None = None) -> Written:
    """Write an assignment as a quiz.

    Parameters
    ----------
    source
        The assignment, or its key, with what was corrected in it.
    form
        The form of the quiz.
    out
        The file to write; beside `source`, named by the assignment, if not given.

    Raises
    ------
    McollabError
        If the assignment or the key does not fit, the form can ask none of it, or the file cannot be written.
    """
    key = _key(source)
    data, lost = form.write(key)
    path = out or source.with_name(f"{key.assignment}.{form.suffix}")
    with files.told_where(path):
        atomic.write_bytes(path, data)
    out_of_it = {loss.question for loss in lost if loss.left_out} & set(key.questions)
    return Written(path, len(key.questions), len(key.questions) - len(out_of_it), lost)


def _key(source: Path) -> Key:
    if source.name.endswith(".key.yml"):
        return keys.read(source)
    task = assignment.read(source)
    return release.make(task, [source.resolve().parent / name for name in task.banks])[0]
