"""A warm rebuild with nothing changed, against plain sphinx-build of the same pages with execution off."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def seconds(command: list[str]) -> float:
    """Return how long a command takes; raises if it fails."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def measure(rounds: int = 3):
    """Yield the medians and their difference, the two builds taken in turn, each warm."""
    program = str(Path(sys.executable).with_name("jupyter-book"))
    book = [program, "build", ".", "-W", "-n", "--keep-going"]
    # Jupyter Book writes the configuration that Sphinx alone needs; its paths are those of the course's own folder.
    subprocess.run([program, "config", "sphinx", "."], cwd=ROOT, check=True, capture_output=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            plain = [
                sys.executable,
                "-m",
                "sphinx",
                "-q",
                "-D",
                "nb_execution_mode=off",
                ".",
                str(Path(folder, "html")),
            ]
            times = [(seconds(book), seconds(plain)) for _ in range(rounds + 1)]
    finally:
        (ROOT / "conf.py").unlink()
    ours, theirs = (
        statistics.median(column) for column in zip(*times[1:], strict=True)
    )  # the first round fills the caches
    yield (
        f"make book with nothing changed {ours:.1f} s, sphinx-build with execution off {theirs:.1f} s: "
        f"{ours - theirs:+.1f} s"
    )
