"""Whether a generator gives the same each time: another process is asked for its questions, as if years had passed.

What follows from the clock, from chance that no seed governs or from the order of a set is another at each release, and
every student's question with it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcollab.errors import McollabError, require
from mcollab.questions import bank
from mcollab.teaching import assignment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcollab.questions.question import Question

LATER = dt.timedelta(days=1000, hours=7, minutes=11, seconds=13)
"""How much later it seems to be: another year, month, day of the week, hour and minute."""

Made = dict[str, list[dict[str, Any]]]
"""The variants of questions, by name, as plain data."""


def check(asked: Iterable[assignment.Found], made: dict[str, list[Question]], id: str, count: int) -> None:
    """Ask another process for the variants of questions that have a generator, and hold them against those `made`.

    Parameters
    ----------
    asked
        The questions.
    made
        Their variants, by name.
    id, count
        The assignment, and how many variants of each it wants.

    Raises
    ------
    McollabError
        If one differs.
    MissingExtraError
        If the extra teach is not installed.
    """
    drawn = [found for found in asked if found.template.generator]
    if not drawn:
        return
    require("teach", "time_machine")
    files = {found.name: str(found.template._file.resolve()) for found in drawn}
    again = _in_another_process(files, id, count)
    for found in drawn:
        first: list[dict[str, Any]] = [question.model_dump(mode="json") for question in made[found.name]]
        for one, other in zip_longest(first, again[found.name], fillvalue=dict[str, Any]()):
            if one != other:
                raise McollabError(_told(found, one, other))


def _told(found: assignment.Found, one: dict[str, Any], other: dict[str, Any]) -> str:
    field = next(name for name in {**one, **other} if one.get(name) != other.get(name))
    asked, said = found.template, (f"{made.get(field)!r:.60}" for made in (one, other))
    return (
        f"{asked._file.name}, question {asked.id!r}: its generator {asked.generator!r} gives other values when it is "
        f"asked again ({field}: {', then '.join(said)}), so that each release would ask something else: let it draw "
        "from its rng alone, and ask neither the clock, nor random itself, nor the order of a set or a hash."
    )


def _in_another_process(files: dict[str, str], id: str, count: int) -> Made:
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", __name__],
        input=json.dumps([files, id, count]),
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or not done.stdout:
        said = done.stderr.strip().splitlines() or [f"a generator of {', '.join(files)} ended it without a word."]
        raise McollabError(f"Asked again, in another process: {said[-1]}")
    found: Made = json.loads(done.stdout.splitlines()[-1])
    return found


def _answer() -> None:
    import time_machine  # here: a student's side imports this module too, and has no need of it

    files, id, count = json.load(sys.stdin)
    made = {}
    with time_machine.travel(LATER):
        for name, file in files.items():
            found = assignment.Found(name, bank.read(Path(file))[name.partition("/")[2]])
            made[name] = [question.model_dump(mode="json") for question in assignment.variants(found, id, count)]
    print("\n" + json.dumps(made))


if __name__ == "__main__":
    try:
        _answer()
    except McollabError as error:
        raise SystemExit(str(error)) from None
