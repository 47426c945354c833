"""``python -m mcollab`` is the command ``mcollab``."""

from mcollab.cli import main

main()
