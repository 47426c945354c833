"""What the course looks like: colours, type and sizes are named in :mod:`mcollab.style.tokens`, and everything follows.

Charts follow through :mod:`mcollab.charts.theme`, style sheets through :func:`css_variables`, the icon and the logo
through :func:`emblem`.
"""

from mcollab.style.css import css_variables
from mcollab.style.shields import emblem

__all__ = ["css_variables", "emblem"]
