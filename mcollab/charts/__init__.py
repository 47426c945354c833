"""Charts of the course: each function takes a DataFrame and returns a framed Altair chart, which can be edited further.

Importing this package enables the theme and the renderer (see :mod:`~mcollab.charts.theme` and
:mod:`~mcollab.charts.renderer`). Every chart function takes, beside its own options, those of the frame: ``title``,
``subtitle``, ``description``, ``tables``, ``note``, ``as_of``, ``responsive`` (see :func:`figure`).
"""

from mcollab.charts import renderer, theme
from mcollab.charts.bars import dumbbell, race, ranked
from mcollab.charts.cardfile import dossier
from mcollab.charts.counts import crosstab
from mcollab.charts.curves import survival
from mcollab.charts.formulas import dial, formula, gauges, menu
from mcollab.charts.frame import figure
from mcollab.charts.grids import matrix, similarity
from mcollab.charts.maps import tile_map, world
from mcollab.charts.parts import composition, without
from mcollab.charts.readers import reader
from mcollab.charts.series import in_force, stack, trend
from mcollab.charts.spans import milestones, timeline
from mcollab.charts.spread import scatter, strip
from mcollab.charts.ties import network

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
