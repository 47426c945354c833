"""The learner's questions: written once in YAML, asked on the page and in the notebook, scored alike in both."""

from mcollab.errors import require

require("course", "anywidget", "markdown_it", "pydantic", "traitlets")
