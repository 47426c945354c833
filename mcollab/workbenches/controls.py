"""Controls of a notebook, and what they move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import Checkbox, Dropdown, FloatSlider, HBox, IntSlider, Layout, VBox, interactive_output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import Widget

_WHOLE = {"description_width": "initial"}


def bench(draw: Callable[..., Any], **controls: Widget) -> VBox:
    """Return controls above what `draw` returns when it is called with their values, drawn anew as they move."""
    from IPython.display import display

    view = interactive_output(lambda **chosen: display(draw(**chosen)), controls)
    return VBox([HBox(list(controls.values()), layout=Layout(flex_flow="row wrap")), view])


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
