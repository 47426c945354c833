"""Vega's runtime, made from the copy of Vega that vl-convert carries: the parts that our charts use, as one module.

Expressions of a chart are interpreted and not compiled, so that a page needs no ``unsafe-eval`` in its content security
policy.
"""

from __future__ import annotations

import logging

from sphinx.errors import ExtensionError

LIBRARY = "6.4.0"
"""The version of Vega. Earlier ones have known faults: CVE-2025-65110 (vega-selections before 6.1.2), CVE-2025-59840
(vega-interpreter before 2.2.1), and controls that take ``on…`` attributes (vega-view before 6.2)."""

PARTS = {
    "vega-dataflow": "6.1.3",
    "vega-encode": "5.2.2",
    "vega-interpreter": "2.3.2",
    "vega-parser": "7.1.3",
    "vega-selections": "6.1.5",
    "vega-transforms": "5.2.2",
    "vega-view": "6.2.0",
    "vega-view-transforms": "5.2.2",
}
"""The parts of that version that our charts use. vl-convert knows its copies by name and version; none is fetched.
Maps in a projection would need vega-geo too, 21 kB on the wire: the course draws tiles."""

_MODULE = """
import {{parse}} from "{vega-parser}";
import {{View}} from "{vega-view}";
import {{expressionInterpreter}} from "{vega-interpreter}";
import {{transforms}} from "{vega-dataflow}";
import * as data from "{vega-transforms}";
import * as view from "{vega-view-transforms}";
import * as encode from "{vega-encode}";
import "{vega-selections}";
Object.assign(transforms, data, view, encode);
export {{parse, View, expressionInterpreter}};
"""


def drawable(spec: str) -> bool:
    """Return whether the runtime can draw a Vega spec, given as JSON text: it has no projections.

    Examples
    --------
    >>> drawable('{"marks":[{"type":"rect"}]}'), drawable('{"projections":[{"name":"p"}]}')
    (True, False)
    """
    return '"projections":' not in spec


def runtime() -> str:
    """Return Vega's runtime as the text of a JavaScript module: it exports `parse`, `View` and `expressionInterpreter`.

    Raises
    ------
    ExtensionError
        If the vl-convert installed here carries other versions than :data:`PARTS` names.
    """
    import vl_convert

    found = vl_convert.get_vega_version()
    if found != LIBRARY:
        raise ExtensionError(
            f"vl-convert {vl_convert.__version__} carries Vega {found}, but pages are tested with {LIBRARY}: install "
            "the version that pyproject.toml names, or bring LIBRARY and PARTS of mcollab/book/vega.py up to date."
        )
    module = _MODULE.format_map({name: f"/npm/{name}@{version}/+esm" for name, version in PARTS.items()})
    try:
        bundle: str = vl_convert.javascript_bundle(module)
    except ValueError as error:
        raise ExtensionError(
            f"vl-convert {vl_convert.__version__} cannot make Vega's runtime ({str(error).splitlines()[-1]}): "
            "bring PARTS of mcollab/book/vega.py up to date with what it carries."
        ) from error
    return bundle


def hush() -> None:
    """Keep vl-convert from telling, twice for each chart, what Vega-Lite mends by itself, and how its bundler works."""
    logging.getLogger("vl_convert").setLevel(logging.ERROR)
    logging.getLogger("swc_ecma_transforms_optimization").setLevel(logging.CRITICAL)
