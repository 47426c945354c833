"""What a run of grading did: how many files, students, problems."""

from __future__ import annotations

from dataclasses import dataclass, field

_MOST_PROBLEMS = 1000


@dataclass
class Summary:
    """What a run did."""

    files: int = 0
    reused: int = 0
    students: int = 0
    late: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    problem_count: int = 0
    unread: int = 0
    similar: int = 0
    changed: int = 0
    left_out: int = 0
    gone: list[str] = field(default_factory=list)
    """Student numbers that were graded in the run before, and of whom there is no file now."""
    unused: list[str] = field(default_factory=list)
    """Student numbers that have an extension, and of whom there is no file: to come, or written otherwise."""

    unasked: list[str] = field(default_factory=list)
    """Student numbers of whom a version was handed in that did not ask every question: graded by what it asked."""

    @property
    def complete(self) -> bool:
        """Whether nothing needs a person."""
        return not self.problem_count and not self.unread and not self.gone

    def problem(self, file: str, reason: str) -> None:
        """Count what needs a person."""
        self.problem_count += 1
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append((file, reason))
