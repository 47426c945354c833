"""The learner's questions: written once in YAML, asked on the page and in the notebook, scored alike in both."""
