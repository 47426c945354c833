"""Two workbenches: a model or a method to be turned this way and that.

In a notebook each is a set of ipywidgets over a chart that the kernel draws anew; on a page that is being built, where
no kernel will be, it is a chart with Vega-Lite's own controls.
"""

from mcollab.errors import require

require("course", "altair", "ipywidgets", "networkx", "scipy")

from mcollab.workbenches.lives import survival
from mcollab.workbenches.public_goods import burden, equilibrium

__all__ = ["burden", "equilibrium", "survival"]


def __dir__() -> list[str]:
    """Return the public names, which is what <tab> shows."""
    return __all__
