"""Charts are drawn from made-up frames: sources are not looked up, and the schema is asked once a family."""

import sys

import pandas as pd
import pytest
from altair.utils import schemapi
from altair.utils.schemapi import SchemaBase, debug_mode
from altair.vegalite.v6.schema.core import VegaLiteSchema

import mcollab.charts  # noqa: F401 -- so that the frame is there

FRAME = sys.modules["mcollab.charts.frame"]


@pytest.fixture(autouse=True)
def quick(request, monkeypatch):
    """Let Altair hold charts against its schema in one module only: it takes two thirds of the time, for each again."""
    strict = request.module.__name__.endswith("test_families")
    if not strict:
        monkeypatch.setattr(SchemaBase, "validate", lambda *args, **options: None)
    with debug_mode(strict):
        yield


@pytest.fixture(autouse=True, scope="session")
def classes_once():
    """Let Altair list its 500 classes by their schemas once, and not anew for each channel that is given as a text."""
    known = schemapi._FromDict(VegaLiteSchema._default_wrapper_classes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schemapi, "_FromDict", lambda classes: known)
        yield


@pytest.fixture(autouse=True)
def source(monkeypatch):
    monkeypatch.setattr(FRAME, "source_line", lambda parts: "A publisher")
    for name in ("latest", "half_as_of"):
        monkeypatch.setattr(FRAME, name, lambda parts: pd.Timestamp("2026-01-31").date())
