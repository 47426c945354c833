"""What a chart draws: the marks that Vega makes of it, where they stand and what they say, with its controls set."""

import re
from dataclasses import dataclass, field

import vl_convert

from mcollab.charts import renderer

WIDTH = 660


@dataclass(frozen=True)
class Mark:
    """One mark of a drawing, with its place on the whole."""

    kind: str
    layer: str
    x: float
    y: float
    props: dict = field(repr=False)

    @property
    def text(self):
        return self.props.get("text", "")

    @property
    def colour(self):
        """The colour that is seen: of an outline if the mark is hollow."""
        fill = self.props.get("fill")
        return fill if fill and fill != "transparent" else self.props.get("stroke")

    @property
    def seen(self):
        return self.props.get("opacity", 1) * self.props.get("fillOpacity", 1)

    @property
    def says(self):
        """The tooltip's lines and the data of the mark, by name."""
        found = {}
        for part in re.split(r"; (?=[^;:]+: )", self.props.get("description", "")):
            name, _, value = part.partition(": ")
            found[name] = value
        return found

    @property
    def right(self):
        return self.x + self.props.get("width", 0)

    @property
    def bottom(self):
        return self.y + self.props.get("height", 0)


class Scene:
    """All marks of a chart, in the order in which they are drawn."""

    def __init__(self, chart, width=WIDTH, **controls):
        spec = renderer.still(chart if isinstance(chart, dict) else chart.to_dict(validate=False), width)
        spec = {key: value for key, value in spec.items() if key != "usermeta"}
        spec["params"] = [_set(dict(param), controls) for param in spec.get("params", [])]
        assert not controls, f"no such control: {controls}"
        self.spec = spec
        scene = vl_convert.vegalite_to_scenegraph(spec, vl_version=renderer.VL_VERSION)
        self.height = scene["height"]
        self.marks = list(_marks(scene["scenegraph"], 0, 0, ""))

    def of(self, kind, layer=None):
        """Return the data marks of a kind (rect, symbol, text, rule, line, area), of one layer if it is named."""
        return [
            mark
            for mark in self.marks
            if mark.kind == kind and "marks" in mark.layer and layer in (None, mark.layer.removesuffix("_marks"))
        ]

    def texts(self, layer=None):
        """Return what stands written by the data, from top to bottom and from left to right."""
        marks = sorted(self.of("text", layer), key=lambda mark: (round(mark.y), mark.x))
        return [mark.text for mark in marks if mark.text and mark.seen]

    def labels(self, role):
        """Return the texts of axes, legends and titles, by their role: axis-label, legend-label, title-text ..."""
        return [mark.text for mark in self.marks if mark.kind == "text" and mark.layer == role]

    def says(self, name, kind=None, layer=None):
        """Return one line of the tooltips of all marks that have it."""
        marks = self.of(kind, layer) if kind else [mark for mark in self.marks if "marks" in mark.layer]
        return [mark.says[name] for mark in marks if name in mark.says]


def _set(param, controls):
    if param["name"] in controls:
        value = controls.pop(param["name"])
        param["value"] = [value] if isinstance(value, dict) else value
    return param


def _marks(mark, x, y, layer):
    role = mark.get("role", "")
    name = mark.get("name") or (layer if role in ("scope", "mark") else role)
    for item in mark.get("items", []):
        left, top = x + item.get("x", 0), y + item.get("y", 0)
        if mark["marktype"] != "group":
            yield Mark(mark["marktype"], name, left, top, item)
        for inner in item.get("items", []):
            yield from _marks(inner, left, top, name)
