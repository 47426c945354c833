"""Run every benchmark and print its figures, or those named: ``python -m benchmarks imports rebuild``."""

import importlib
import sys

NAMES = ("chapters", "defence_pacts", "grading", "imports", "rebuild")

for name in sys.argv[1:] or NAMES:
    if name not in NAMES:
        raise SystemExit(f"No benchmark {name!r}: expected one of {', '.join(NAMES)}.")
    module = importlib.import_module(f"benchmarks.{name}")
    print(f"{name}: {module.__doc__.splitlines()[0]}")
    for line in module.measure():
        print(f"  {line}")
