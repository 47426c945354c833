"""Former names, until the teaching room uses `model` and `kinds`."""
# ruff: noqa: PLC0414 (names passed on)

from __future__ import annotations

from mcollab.questions.kinds import AnyQuestion as AnyQuestion
from mcollab.questions.model import Model as Model
from mcollab.questions.model import Slug as Slug
from mcollab.questions.model import Text as Text
