"""How each family looks, as it was last approved: marks, axes, colours and controls, in a file that a person can read.

What the theme gives to all of them has a file of its own.

Run this file to approve what the charts draw now, and look at the difference before it is committed.
"""

import json
import re
from pathlib import Path

from mcollab import atomic

FOLDER = Path(__file__).parent / "looks"
_LONG = 40  # options of a control beyond which their number stands for them


def look(spec):
    """Return the drawing of a chart without its data and without what every chart has."""
    drawn = {key: value for key, value in spec.items() if key not in ("$schema", "config", "datasets", "usermeta")}
    return json.loads(re.sub(r"view_[0-9a-f]{16}", "view", json.dumps(_without_data(drawn), default=str)))


def looks():
    """Return how every family looks now, by its name, and under "theme" what all of them share."""
    from families import FAMILIES, spec_of

    from mcollab.charts import theme

    return {name: look(spec_of(name)) for name in FAMILIES} | {"theme": theme.config()}


def path(name):
    return FOLDER / f"{re.sub(r'[^a-z_]+', '-', name)}.json"


def _without_data(node):
    if isinstance(node, dict):
        return {key: _without_data(value) for key, value in node.items() if key != "data"}
    if isinstance(node, list):
        return [_without_data(value) for value in node] if len(node) <= _LONG else f"{len(node)} of them"
    return node


def approve():
    """Write down how everything looks now: all is drawn first, so that a chart that fails leaves all as it was."""
    texts = {
        path(name): json.dumps(drawn, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        for name, drawn in looks().items()
    }
    FOLDER.mkdir(exist_ok=True)
    for file, text in texts.items():
        atomic.write_text(file, text)
    for old in set(FOLDER.glob("*.json")) - set(texts):
        old.unlink()


if __name__ == "__main__":
    approve()
