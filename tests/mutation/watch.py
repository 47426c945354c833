"""What a run of tests tells a mutant's: which tests enter which function, how long each takes, which fails.

What a test uses and another has made enters nothing while it runs: so what a fixture enters when it is set up counts
for every test that has the fixture, and what a function entered whose results are kept (``functools.cache``) counts for
every test that is given the result.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import FrameType


class Watch:
    """A plugin of pytest: puts the tests in order, writes down how long they took and which failed.

    It leaves out all tests but those `alone`, if there are any. Where it is told the `places` of files, it also writes
    down which functions of them each test entered.
    """

    def __init__(self, rank: Callable[[str], tuple[float, ...]], alone: set[str], places: dict[str, str]):
        self.rank, self.alone, self.places = rank, alone, places
        self.seconds: dict[str, float] = {}
        self.failed = self.now = ""
        self.entered: dict[str, dict[str, None]] = {}
        self.users: dict[str, list[str]] = {}
        self.inside: list[set[str]] = []
        if places:
            vars(functools).update(
                cache=functools.partial(self._keeping, functools.cache),
                lru_cache=functools.partial(self._limited, functools.lru_cache),
            )

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the tests in the order of their rank; learn which use a fixture."""
        items[:] = sorted((item for item in items if not self.alone or item.nodeid in self.alone), key=self._rank)
        for item in items:
            for name in getattr(item, "fixturenames", []):
                self.users.setdefault(f"fixture {name}", []).append(item.nodeid)

    def _rank(self, item: pytest.Item) -> tuple[float, ...]:
        return self.rank(item.nodeid)

    def pytest_collection_finish(self) -> None:
        """Begin to watch which functions are entered."""
        if self.places:
            sys.settrace(self._enter)

    def pytest_sessionfinish(self) -> None:
        """Watch no longer."""
        sys.settrace(None)

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> None:
        if file := self.places.get(frame.f_code.co_filename):
            self._note({f"{file}::{_bare(frame.f_code.co_qualname)}"})

    def _note(self, places: set[str]) -> None:
        for place in places:
            self.entered.setdefault(place, {})[self.now] = None
        for kept in self.inside:
            kept |= places

    def _keeping(self, keeping: Callable[..., Any], function: Callable[..., Any]) -> Callable[..., Any]:
        """Stand for ``functools.cache``, which goes on to serve what is not ours."""
        code = getattr(function, "__code__", None)
        return (self._kept if code and code.co_filename in self.places else keeping)(function)

    def _limited(self, limited: Callable[..., Any], *given: Any, **options: Any) -> Callable[..., Any]:
        """Stand for ``functools.lru_cache``."""
        if given and callable(given[0]):
            return self._keeping(limited, given[0])
        return functools.partial(self._keeping, limited(*given, **options))

    def _kept(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function whose results are kept, as by ``functools.cache``, with what it entered for each."""
        kept: dict[Any, tuple[Any, set[str]]] = {}

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            key = args, tuple(kwargs.items())
            if key in kept:
                self._note(kept[key][1])
            else:
                self.inside.append(set())
                try:
                    result = function(*args, **kwargs)
                finally:
                    entered = self.inside.pop()
                kept[key] = result, entered
            return kept[key][0]

        call.cache_clear = kept.clear  # type: ignore[attr-defined]
        return call

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        """Remember that a fixture is being made, whichever test asked for it first."""
        before, self.now = self.now, f"fixture {fixturedef.argname}"
        try:
            return (yield)
        finally:
            self.now = before

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Remember which test is run."""
        self.now = nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up the seconds of a test; remember one that fails."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a file of tests that cannot be read."""
        if report.failed:
            self.failed = self.failed or f"import of {report.nodeid}"

    def found(self) -> dict[str, list[str]]:
        """Return for each function, as ``file::name``, the tests that enter it, or use what entered it."""
        run = self.seconds  # what is slow was collected, and left out
        return {
            place: list(dict.fromkeys(test for one in by for test in self.users.get(one, [one]) if test in run))
            for place, by in self.entered.items()
        }


def _bare(name: str) -> str:
    """Return the name of a function without what is made inside it: ``f.<locals>.g.<lambda>`` is ``f.g``."""
    return ".".join(part for part in name.split(".") if not part.startswith("<"))
