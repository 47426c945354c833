"""The instructor's side: propose, release, collect, grade, return. It knows the questions and nothing of the book."""

from mcollab.errors import require

require("course", "anywidget", "pydantic", "jinja2")
