"""Charts of the course: each function takes a DataFrame and returns a framed Altair chart, which can be edited further.

Importing this package enables the theme and the renderer (see :mod:`~mcollab.charts.theme` and
:mod:`~mcollab.charts.renderer`). Every chart function takes, beside its own options, those of the frame: ``title``,
``subtitle``, ``description``, ``tables``, ``note``, ``as_of``, ``responsive`` (see :func:`figure`).

A family of charts is a module; what families share:

``frame``, ``joining``   title, source and date around a chart, kept when it is edited or joined with others
``checks``               what a chart needs of its data, or a sentence that says what is wrong
``labels``, ``dates``    numbers, names and dates as words, and where they fit
``pieces``, ``tiles``    axes, colours, controls; the world as tiles
``theme``, ``renderer``  what every chart looks like, and how it leaves Python
"""

from mcollab.errors import require

require("charts", "altair", "networkx", "scipy")

from mcollab.charts import renderer, theme
from mcollab.charts.bars import race, ranked
from mcollab.charts.cardfile import dossier
from mcollab.charts.controls import dial, menu
from mcollab.charts.counts import crosstab
from mcollab.charts.curves import survival
from mcollab.charts.dumbbells import dumbbell
from mcollab.charts.events import milestones
from mcollab.charts.formulas import formula, gauges
from mcollab.charts.frame import figure
from mcollab.charts.grids import matrix, similarity
from mcollab.charts.lines import trend
from mcollab.charts.maps import tile_map
from mcollab.charts.parts import composition, without
from mcollab.charts.readers import reader
from mcollab.charts.scatters import scatter
from mcollab.charts.spans import timeline
from mcollab.charts.stacks import in_force, stack
from mcollab.charts.strips import strip
from mcollab.charts.ties import network
from mcollab.charts.worlds import world

__all__ = [
    "composition",
    "crosstab",
    "dial",
    "dossier",
    "dumbbell",
    "figure",
    "formula",
    "gauges",
    "in_force",
    "matrix",
    "menu",
    "milestones",
    "network",
    "race",
    "ranked",
    "reader",
    "renderer",
    "scatter",
    "similarity",
    "stack",
    "strip",
    "survival",
    "theme",
    "tile_map",
    "timeline",
    "trend",
    "without",
    "world",
]


def __dir__() -> list[str]:
    """Return the public names, which is what <tab> shows."""
    return __all__
