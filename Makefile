# make book, make test: all that a fresh machine with Python 3.11 or newer needs to say.
PYTHON ?= python3
VENV ?= .venv
LABVENV ?= .venv-lab
PORT ?= 8000
BIN = $(VENV)/bin

.PHONY: help book serve lab check lint test kills elsewhere mutate bench lock clean
.DELETE_ON_ERROR:

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

book: $(VENV)/ready  ## build the course into _build/html
	$(BIN)/python -m mcollab build
	@echo "The course is built: open $(CURDIR)/_build/html/index.html, or run 'make serve' for live charts at http://127.0.0.1:$(PORT)/"

serve: book  ## build, serve on loopback and rebuild what changes
	$(BIN)/python -m mcollab serve --port $(PORT)

lab: $(LABVENV)/ready  ## open the chapters as notebooks in JupyterLab
	$(LABVENV)/bin/jupyter-lab --LabApp.default_url=/lab/tree/chapters

# Under a minute on two cores: no book, no browser, no chapter run, nothing slow or wide. Compiled tests are kept, or each worker compiles all.
check: lint  ## lint, types and unit tests, without building the book
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -m "not slow and not wide" tests --ignore=tests/site --ignore=tests/lab -p no:nbval -p no:logging --override-ini addopts="-n 2 --dist loadfile --strict-markers --import-mode=importlib"

lint: $(VENV)/ready  ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/oxlint --deny-warnings mcollab

# What is past its shelf life, and how long chapters ran, is told and fails nothing: neither is a change to the course.
test: lint book $(LABVENV)/ready  ## run every test
	-@$(BIN)/python -m mcollab stale --most 0
	-@$(BIN)/python -m benchmarks chapters
	MCOLLAB_LAB=$(LABVENV)/bin/jupyter-lab MCOLLAB_SITE=_build/html $(BIN)/python -m pytest

mutate: $(VENV)/ready  ## change the code a little, many times, and count what the tests notice (ROOM=claims for one room)
	$(BIN)/python tests/mutation $(ROOM)

# As long as 60 builds take.
kills: $(VENV)/ready  ## kill 30 builds at random moments; each next one must make the site as from nothing
	$(BIN)/python tests/book/kills.py

elsewhere: $(VENV)/ready  ## try the course in another folder, language and time zone, and where nothing can be written
	$(BIN)/python tests/book/elsewhere.py

bench: book  ## measure the ratios that the README quotes
	$(BIN)/python -m benchmarks

lock: $(VENV)/ready  ## lock the versions anew after a change to pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --no-annotate --no-emit-index-url --custom-compile-command "make lock" -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra lab -c requirements.txt --universal --python-version 3.11 --no-annotate --no-emit-index-url --custom-compile-command "make lock" -o .binder/requirements.txt

clean:  ## remove what was built, and the environments
	rm -rf _build $(VENV) $(LABVENV)

# An environment is ready when all of its lock is installed; it is made anew when the lock changes.
$(VENV)/ready: requirements.txt pyproject.toml
	$(call environment,$(VENV),requirements.txt)
	@touch $@

# JupyterLab lives apart: it pulls a jsonschema extra that makes every import of Altair 1.5 s slower.
$(LABVENV)/ready: .binder/requirements.txt .binder/overrides.json pyproject.toml
	$(call environment,$(LABVENV),.binder/requirements.txt)
	@mkdir -p $(LABVENV)/share/jupyter/lab/settings
	@cp .binder/overrides.json $(LABVENV)/share/jupyter/lab/settings/
	@touch $@

define environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, but $(PYTHON) is older: say make PYTHON=python3.12, for example."; exit 1; }
	$(PYTHON) -m venv --clear $(1)
	$(1)/bin/pip install --quiet --disable-pip-version-check -r $(2)
	$(1)/bin/pip install --quiet --disable-pip-version-check --no-deps --editable .
endef
