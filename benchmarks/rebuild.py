"""``make book`` with nothing changed, against a build of the same course from nothing."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def seconds(folder: Path) -> float:
    """Return how long a build of the book in a folder takes; raises if it fails."""
    own = {**os.environ, "PYTHONPATH": str(folder)}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mcollab", "build"], cwd=folder, env=own, check=True, capture_output=True)
    return time.perf_counter() - start


def measure(rounds: int = 3):
    """Yield the time of a build from nothing of what is committed, and the median of builds after it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "course")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
        first = seconds(folder)
        again = statistics.median(seconds(folder) for _ in range(rounds))
    yield f"from nothing {first:.0f} s, with nothing changed {again:.1f} s: {again / first:.0%}"
