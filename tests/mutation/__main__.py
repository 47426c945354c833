"""Changes the code a little, many times, and counts what the tests notice: ``python tests/mutation claims``."""

from __future__ import annotations

import argparse
import random
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import yaml
from forkserver import Outcome, Server
from mutants import Mutant, mutants

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MOST = 0.10
"""Share of the mutants that may survive without an explanation."""


def main() -> None:
    """Run the rooms named, or all; fail where more than one mutant in ten survives unexplained."""
    rooms = tomllib.loads((HERE / "rooms.toml").read_text(encoding="utf-8"))
    asked = _arguments(list(rooms))
    explained = {(item["file"], item["mutant"]) for item in yaml.safe_load((HERE / "explained.yml").read_text("utf-8"))}
    rows = []
    for name in asked.rooms or rooms:
        files = [path for path in _files(rooms[name]["files"]) if asked.only in path.relative_to(ROOT).as_posix()]
        every = [mutant for path in files for mutant in mutants(path, ROOT)]
        number = len(every) if asked.all else min(asked.sample, len(every))
        chosen = sorted(random.Random(f"{asked.seed} {name}").sample(range(len(every)), number))
        if asked.list:
            for mutant in (every[i] for i in chosen):
                print(_line(mutant))
            continue
        print(f"{name}: {number} of {len(every)} mutants of {len(files)} files", flush=True)
        start = time.monotonic()
        random.Random(0).shuffle(chosen)  # so that neighbours, which one test notices, do not all come first
        server = Server(ROOT, files, _files(rooms[name]["tests"]), asked.jobs)
        outcomes = server.run((every[i] for i in chosen), Progress(number, explained).show)
        rows.append(_row(name, outcomes, explained, time.monotonic() - start))
    print("", *_table(rows, asked.seed), sep="\n")
    sys.exit(any(row.unexplained > MOST * row.mutants for row in rows))


def _arguments(rooms: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(rooms)}; default all")
    parser.add_argument("--sample", type=int, default=100, help="mutants of each room, drawn by chance (default 100)")
    parser.add_argument("--all", action="store_true", help="every mutant")
    parser.add_argument("--seed", default="1", help="another seed draws other mutants")
    parser.add_argument("--jobs", type=int, default=1, help="mutants at a time (default 1)")
    parser.add_argument("--only", default="", help="files whose path holds this text")
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    asked = parser.parse_args()
    if strange := sorted({*asked.rooms} - {*rooms}):
        parser.error(f"no room {', '.join(strange)}: expected some of {', '.join(rooms)}")
    return asked


def _files(globs: list[str]) -> list[Path]:
    """Return the files that the globs of a room name; a glob that names none is out of date."""
    found: list[Path] = []
    for glob in globs:
        paths = sorted(ROOT.glob(glob))
        if not paths:
            sys.exit(f"{glob} names no file: mend {HERE / 'rooms.toml'}.")
        found += paths
    return list(dict.fromkeys(found))


def _line(mutant: Mutant) -> str:
    return f"{mutant.file}:{mutant.line} {mutant.function or '(module)'} [{mutant.operator}]\n    {mutant.difference}"


class Progress:
    """Prints each mutant that survived, and how far the run is."""

    def __init__(self, number: int, explained: set[tuple[str, str]]):
        self.number, self.explained, self.done = number, explained, 0

    def show(self, outcome: Outcome) -> None:
        """Print what became of a mutant."""
        self.done += 1
        if outcome.fate == "survived" and (outcome.mutant.file, outcome.mutant.difference) not in self.explained:
            print(f"survived  {_line(outcome.mutant)}", flush=True)
        if sys.stderr.isatty() or self.done % 20 == 0:
            print(
                f"{self.done} of {self.number}", end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True
            )


class Row(NamedTuple):
    """The figures of a room."""

    room: str
    mutants: int
    killed: int
    timeout: int
    survived: int
    unexplained: int
    seconds: int


def _row(name: str, outcomes: list[Outcome], explained: set[tuple[str, str]], seconds: float) -> Row:
    fates = Counter(outcome.fate for outcome in outcomes)
    survived = [outcome.mutant for outcome in outcomes if outcome.fate == "survived"]
    unexplained = sum((mutant.file, mutant.difference) not in explained for mutant in survived)
    return Row(name, len(outcomes), fates["killed"], fates["timeout"], len(survived), unexplained, int(seconds))


def _table(rows: list[Row], seed: str) -> list[str]:
    """Return the figures as the README quotes them: a table in Markdown, and the line that makes it again."""
    head = [f"| {' | '.join(Row._fields)} | share |", "|" + "---|" * (len(Row._fields) + 1)]
    lines = [f"| {' | '.join(map(str, row))} | {row.unexplained / max(row.mutants, 1):.0%} |" for row in rows]
    again = f"`python tests/mutation {' '.join(row.room for row in rows)} --seed {seed}`; unexplained, of all."
    return [*head, *lines, "", again] if rows else []


if __name__ == "__main__":
    main()
