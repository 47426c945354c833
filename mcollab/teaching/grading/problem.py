"""Why a file is not graded."""

from __future__ import annotations

AGAIN = "Please open the assignment again, press “Download my answers” and hand in that file."


class Problem(Exception):  # noqa: N818  # it is what the instructor is told, and no error of ours
    """Why a file is not graded, for the instructor, and what to tell the student."""

    def __init__(self, reason: str, tell: str = AGAIN):
        super().__init__(reason)
        self.reason, self.tell = reason, tell
