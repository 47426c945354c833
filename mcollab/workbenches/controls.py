"""Controls of a notebook, and what they move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from IPython import get_ipython
from ipywidgets import Checkbox, Dropdown, FloatSlider, HBox, IntSlider, Layout, Output, VBox, interactive_output

from mcollab.host import building_book

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import Widget

_WHOLE = {"description_width": "initial"}


def bench(page: Callable[[], Any], draw: Callable[..., Any], controls: Callable[[], dict[str, Widget]]) -> Any:
    """Return a workbench, as the place asks for it that shows it.

    Parameters
    ----------
    page
        Draws the chart of a page that is being built, which has controls of its own.
    draw
        Draws the chart of a notebook, called with the values of `controls` by their names, anew as they move.
    controls
        Makes the controls of a notebook: no page needs them.
    """
    if building_book():
        return page()
    from IPython.display import display

    made = controls()
    # Plain Python shows no widget: it would print the name of the chart's class instead.
    view = interactive_output(lambda **chosen: display(draw(**chosen)), made) if get_ipython() else Output()
    return VBox([HBox(list(made.values()), layout=Layout(flex_flow="row wrap")), view])


def slider(label: str, value: float, low: float, high: float, step: float) -> Widget:
    """Return a slider that speaks when it is let go; whole numbers where its step is one."""
    kind = IntSlider if isinstance(step, int) else FloatSlider
    return kind(value, min=low, max=high, step=step, description=label, continuous_update=False, style=_WHOLE)


def choice(label: str, options: Sequence[Any], value: object) -> Widget:
    """Return a menu."""
    return Dropdown(options=options, value=value, description=label, style=_WHOLE)


def tick(label: str, value: bool) -> Widget:
    """Return a box to tick."""
    return Checkbox(value, description=label, indent=False)
