"""What ``import mcollab`` costs, as a share of ``import pandas``."""

import statistics
import subprocess
import sys

# Timed inside a fresh interpreter, so that its own start is left out.
CODE = "import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"


def seconds(module: str) -> float:
    """Return how long one import takes in an interpreter of its own."""
    return float(
        subprocess.run(
            [sys.executable, "-c", CODE.format(module=module)], capture_output=True, text=True, check=True
        ).stdout
    )


def measure(rounds: int = 15):
    """Yield the medians and their ratio, the two imports taken in turn so that both meet the same machine."""
    taken = {module: [] for module in ("mcollab", "pandas")}
    for _ in range(rounds + 1):
        for module, times in taken.items():
            times.append(seconds(module))
    ours, theirs = (statistics.median(times[1:]) for times in taken.values())  # the first round warms the disk
    yield f"import mcollab {1000 * ours:.1f} ms, import pandas {1000 * theirs:.0f} ms: {ours / theirs:.1%}"
