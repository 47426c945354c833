"""Runs tests on mutants, each in a process forked from one that has imported what the tests import of others.

The tests run in copies of the tree, one for each that runs at a time: the work tree stays as it is, and whatever the
tests start sees the mutant. A first run without mutants learns which tests enter which function (see `watch`): those
are run, first the tests that have noticed a mutant before, then the quick ones; the one that fails ends the run. For
what no test enters (the top of a module, what a process of its own runs) all are run.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from mutants import Mutant, plain
from watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CALM = ["-q", "-x", "-n0", "-p", "no:cacheprovider", "-m", "not slow", "-o", "addopts=--import-mode=importlib"]


class Outcome(NamedTuple):
    """What became of a mutant: ``killed`` (and by which test), ``timeout`` or ``survived``."""

    mutant: Mutant
    fate: str
    by: str


class Server:
    """Runs the tests of a room in copies of the tree at `root`, `jobs` at a time; `patience` is in seconds."""

    def __init__(self, root: Path, files: list[Path], tests: list[Path], jobs: int, patience: int = 10):
        self.root, self.jobs, self.patience = root, jobs, patience
        self.files = [path.relative_to(root) for path in files]
        # Read once: who works on in the tree changes nothing of a run that is under way.
        self.sources = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}
        self.tests = [path.relative_to(root).as_posix() for path in tests]
        self.killers: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self.entered: dict[str, list[str]] = {}

    def run(self, mutants: Iterable[Mutant], show: Callable[[Outcome], None]) -> list[Outcome]:
        """Return what became of each mutant; `show` is told at once."""
        outcomes: list[Outcome] = []
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            copies = [Path(folder, str(i)) for i in range(self.jobs)]
            for copy in copies:
                self._copy(copy)
            self._begin(copies[0])
            waiting, running = iter(mutants), dict[int, tuple[Mutant, Path]]()
            while True:
                for mutant in _take(waiting, len(copies)):
                    copy = copies.pop()
                    (copy / mutant.file).write_text(mutant.text(self.sources[mutant.file]), encoding="utf-8")
                    running[self._fork(copy, mutant)] = mutant, copy
                if not running:
                    return outcomes
                pid, status = os.wait()
                mutant, copy = running.pop(pid)
                outcomes.append(self._outcome(mutant, copy, pid, status))
                (copy / mutant.file).write_text(plain(self.sources[mutant.file]), encoding="utf-8")
                copies.append(copy)
                show(outcomes[-1])

    def _copy(self, copy: Path) -> None:
        """Copy what git knows, or would add, and write the files of the room as mutants are written."""
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=self.root, capture_output=True, text=True, check=True).stdout.split("\0")
        for name in filter(None, names):
            if (self.root / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self.root / name, copy / name)
        for path in self.files:
            (copy / path).write_text(plain(self.sources[path.as_posix()]), encoding="utf-8")

    def _begin(self, copy: Path) -> None:
        """Run the tests without a mutant: they must pass. Import what they import, and learn how long they take."""
        pid = self._fork(copy, None)
        _, status = os.waitpid(pid, 0)
        told = _told(copy)
        if status or not told["seconds"]:
            sys.exit(f"Without any mutant a test fails, or none is found: {told['failed'] or status}. Mend it first.")
        self.seconds, self.entered = told["seconds"], told["entered"]
        for name in told["modules"]:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)

    def _fork(self, copy: Path, mutant: Mutant | None) -> int:
        """Start the tests of a mutant, or all of them, in a process of their own; return its number."""
        (copy / "told.json").unlink(missing_ok=True)
        if pid := os.fork():
            return pid
        os.setpgid(0, 0)
        quiet = os.open(os.devnull if mutant else copy / "begin.txt", os.O_WRONLY | os.O_CREAT)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        code = 3
        try:
            code = self._test(copy, mutant)
        finally:
            os._exit(code)

    def _concerned(self, mutant: Mutant) -> tuple[set[str], set[str]]:
        """Return the tests that should notice a mutant, none where that is not known, and those that enter its file."""
        near = (tests for place, tests in self.entered.items() if _file(place) == mutant.file)
        return set(self.entered.get(f"{mutant.file}::{mutant.function}", [])), {test for some in near for test in some}

    def _test(self, copy: Path, mutant: Mutant | None) -> int:
        os.chdir(copy)
        sys.path[:] = [str(copy), *(path for path in sys.path if path not in ("", str(self.root)))]
        os.environ["PYTHONPATH"] = str(copy)
        if mutant:  # else a mutant as long as the code, written within the same second, would not be read
            sys.dont_write_bytecode = True
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        _calm_hypothesis()
        alone, near = self._concerned(mutant) if mutant else (set(), set())

        def rank(test: str) -> tuple[float, ...]:
            return -self.killers[test], test not in near, self.seconds.get(test, 0.0)

        files = sorted(set(map(_file, alone))) or self.tests
        watch = Watch(rank, alone, {} if mutant else {str(copy / path): path.as_posix() for path in self.files})
        if mutant:
            self._limit(alone or set(self.seconds))
        code = int(pytest.main([*CALM, *files], plugins=[watch]))
        told: dict[str, Any] = {"failed": watch.failed, "seconds": watch.seconds}
        if not mutant:
            told |= {"modules": list(_foreign(copy)), "entered": watch.found()}
            for name in self.files:
                shutil.rmtree((copy / name).parent / "__pycache__", ignore_errors=True)
        Path("told.json").write_text(json.dumps(told), encoding="utf-8")
        return code

    def _limit(self, tests: set[str]) -> None:
        """End this process if the tests take much longer than without a mutant: in seconds of work, or by the clock."""
        most = int(self.patience + 3 * sum(self.seconds[test] for test in tests))
        signal.alarm(4 * most)  # others may be at work
        most += int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))

    def _outcome(self, mutant: Mutant, copy: Path, pid: int, status: int) -> Outcome:
        with contextlib.suppress(ProcessLookupError):  # what the tests have started and not ended
            os.killpg(pid, signal.SIGKILL)
        if os.WIFSIGNALED(status):
            return Outcome(mutant, "timeout", f"signal {os.WTERMSIG(status)}")
        if os.WEXITSTATUS(status) == pytest.ExitCode.OK:
            return Outcome(mutant, "survived", "")
        by = _told(copy)["failed"] if (copy / "told.json").exists() else "the run itself"
        if not by:
            sys.exit(
                f"No test was run on a mutant of {mutant.file}, {mutant.function}: pytest ended with {status >> 8}."
            )
        self.killers[by] += 1
        return Outcome(mutant, "killed", by)


def _file(place: str) -> str:
    """Return the file of a test or a function: ``test_a.py`` of ``test_a.py::test_b``."""
    return place.partition("::")[0]


def _take(things: Iterator[Mutant], number: int) -> Iterator[Mutant]:
    for _, thing in zip(range(number), things, strict=False):
        yield thing


def _told(copy: Path) -> dict[str, Any]:
    path = copy / "told.json"
    if not path.exists():
        sys.exit(f"The tests did not run: {(copy / 'begin.txt').read_text(encoding='utf-8')[-2000:]}")
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def _foreign(copy: Path) -> Iterator[str]:
    """Names of the modules that are loaded and are not ours, in the order in which they were imported."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if (
            file
            and not Path(file).is_relative_to(copy)
            and name.partition(".")[0] not in ("mcollab", "conftest", "tests")
        ):
            yield name


def _calm_hypothesis() -> None:
    """The same examples each time, no search for the shortest, no memory of earlier runs."""
    from hypothesis import Phase, settings

    phases = [Phase.explicit, Phase.generate]
    settings.register_profile("mutants", derandomize=True, database=None, deadline=None, phases=phases)
    settings.load_profile("mutants")
