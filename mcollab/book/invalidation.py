"""Nothing of an earlier build is kept that would come out otherwise now.

- A chapter is run again if its code changed (the notebook cache of Jupyter Book sees to that), or anything that it read
  or imported when it ran: its kernel writes that down (:mod:`mcollab.book.recorder`).
- All pages are written again if the build itself changed (this room, the theme, any package it loads, _config.yml,
  _toc.yml, the sources, static files), or if what they say about each other did: titles, labels, the order of the
  contents.
- A page is read again if its text changed, or any file that it includes, shows or offers, whatever the dates say, or
  what there is in a folder that it goes through.
- What nothing refers to any more is removed: pages, pictures, downloads.
- What a build was killed at, failed at or warned of is not built upon: only a finished one leaves ``finished.….json``,
  which names every file as it left it. If one is missing, new or touched, all pages are made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_cache.cache.db import NbCacheRecord
from sphinx.util import logging

from mcollab import atomic
from mcollab.book import recorder
from mcollab.book.inputs import Inputs, roots, touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from jupyter_cache.cache.main import JupyterCacheBase
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

PACKAGE = Path(__file__).parents[1]
LISTED = "mcollab_listed"
"""Under which a directive notes the folders that it looks through: Sphinx knows of files alone."""

REMADE = ("assets", "trimmed")
"""What is made from packages alone: kept only as a finished build left it."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Made:
    """What a chapter was made from, and the key by which the notebook cache knows what its cells gave."""

    inputs: Inputs
    notebook: str

    @classmethod
    def read(cls, file: Path) -> Made | None:
        """Return what :meth:`write` wrote, or None if there is nothing that can be read."""
        try:
            written = json.loads(file.read_text(encoding="utf-8"))
            return cls(Inputs(**written["inputs"]), written["notebook"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, file: Path) -> None:
        """Write it down, whole or not at all."""
        atomic.write_text(file, json.dumps({"inputs": self.inputs.json(), "notebook": self.notebook}))


class Build:
    """Where a build keeps what it knows of itself, beside the folder of its pages."""

    def __init__(self, app: Sphinx) -> None:
        """Know the folders of a build from Sphinx."""
        self.source, self.pages, self.doctrees = Path(app.srcdir), Path(app.outdir), Path(app.doctreedir)
        self.folder = self.pages.parent
        self.finished = self.folder / f"finished.{self.pages.name}.json"
        self.begun = self.folder / f"begun.{self.pages.name}"
        self.records = self.folder / "records"
        self.notebooks = Path(app.config.nb_execution_cache_path or self.folder / ".jupyter_cache")

    def record(self, docname: str) -> Path:
        """Return where it stands what a chapter was made from."""
        return self.records / f"{docname}.json"

    def noted(self, docname: str) -> Path:
        """Return where the kernel of a chapter writes what it read."""
        return self.records / f"{docname}.noted"

    def manifest(self) -> dict[str, str]:
        """Return what is in every file that a later build may build upon: 50 MB, a fifth of a second."""
        folders = [self.pages, self.doctrees, self.notebooks, self.records, self.folder / "charts"]
        folders += [self.folder / name for name in REMADE]
        files = (Path(at, name) for folder in folders for at, _, names in os.walk(folder) for name in names)
        return {os.path.relpath(file, self.folder): recorder.hashed(str(file)) for file in files}

    def inputs(self, config: Config) -> Inputs | None:
        """Return what the pages are made from, besides documents; None if any of it changed since the build began."""
        # What is no code nobody imports: templates, scripts, and the stub from which the package has its names.
        rooms = [PACKAGE / name for name in ("book", "questions", "style")]
        own = [path for path in PACKAGE.rglob("*.*") if path.suffix != ".py" or any(map(path.is_relative_to, rooms))]
        named = [self.source / name for name in ("_config.yml", "_toc.yml", *config.bibtex_bibfiles)]
        whole = [path for path in (*own, *named) if path.is_file() and "__pycache__" not in path.parts]
        inputs = Inputs.of_this_process(self.source, [*whole, *self.copied_whole(config)])
        return None if any(touched(self.source / path) > self.since for path in inputs.files) else inputs

    def copied_whole(self, config: Config) -> Iterator[Path]:
        """Yield the files and folders of the book that each site gets whole, and the templates of its pages."""
        several = [*config.html_static_path, *config.html_extra_path, *config.templates_path]
        for named in sorted({"_static", *several, *filter(None, (config.html_logo, config.html_favicon))}):
            path = self.source / named
            if not path.resolve().is_relative_to(self.folder):
                yield from (path, *path.rglob("*"))

    @property
    def since(self) -> int:
        """When the build began, in nanoseconds."""
        return self.begun.stat().st_mtime_ns


def _begin(app: Sphinx, config: Config) -> None:  # noqa: ARG001 - Sphinx's signature
    """Forget what an earlier build left, unless it finished and the site would be made in the same way today."""
    build = Build(app)
    reason = _unlike(build)
    build.finished.unlink(missing_ok=True)
    build.folder.mkdir(parents=True, exist_ok=True)
    build.begun.touch()
    if reason:
        logger.info("every page is made anew: %s", reason)
        (build.doctrees / "environment.pickle").unlink(missing_ok=True)
        for path in build.pages.iterdir() if build.pages.is_dir() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name in REMADE:
            shutil.rmtree(build.folder / name, ignore_errors=True)
    _let_kernels_record(build)


def _unlike(build: Build) -> str | None:
    """Return why the pages that are there cannot be built upon, or None."""
    try:
        last = json.loads(build.finished.read_text(encoding="utf-8"))
        changed = Inputs(**last["inputs"]).changed(build.source)
        if changed:
            return f"{changed} changed"
        left, found = last["manifest"], build.manifest()
        if left != found:
            # What cells gave is kept as it was, or not at all: nobody would see that a number in it is another.
            executed = os.path.relpath(build.notebooks / "executed", build.folder)
            if any(name.startswith(executed) and found.get(name, was) != was for name, was in left.items()):
                shutil.rmtree(build.notebooks)
            return "files of the last build are not as it left them"
    except FileNotFoundError:
        return "there is no finished build"
    except (ValueError, KeyError, TypeError):
        return "the last build cannot be read"
    return None


def _let_kernels_record(build: Build) -> None:
    """Give the kernels of this build an IPython of their own: it notes what they read, and has no reader's habits."""
    startup = build.folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    text = recorder.STARTUP.format(path=str(Path(recorder.__file__)))
    atomic.write_text(startup / "00-recorder.py", text)
    os.environ["IPYTHONDIR"] = str(startup.parents[1])
    os.environ["MCOLLAB_RECORD_ROOTS"] = os.pathsep.join(roots(build.source))


def _outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001 - Sphinx's signature
    changed: set[str],  # noqa: ARG001
    removed: set[str],
) -> list[str]:
    """Remove the pages of documents that are gone, and return those that must be read or run again."""
    build = Build(app)
    for docname in removed:
        for path in _written_for(build, docname):
            path.unlink()
    # A document with cells but no record was given what another with the same cells had.
    borrowed = {name for name, meta in env.metadata.items() if "kernelspec" in meta and not build.record(name).exists()}
    rewritten = {name for name, inputs in _read(env).items() if inputs.changed(build.source)}
    return sorted({*_stale(build, env.found_docs), *((borrowed | rewritten) & env.found_docs)})


def _read(env: BuildEnvironment) -> dict[str, Inputs]:
    """Return what each document was read from; Sphinx keeps it with the rest."""
    found: dict[str, Inputs] = env.__dict__.setdefault("mcollab_read", {})
    return found


def _keep_sources(app: Sphinx, doctree: nodes.document) -> None:  # noqa: ARG001 - Sphinx's signature
    """Keep what the document was read from, but for what the build itself made."""
    build, docname = Build(app), app.env.docname
    names = {app.env.doc2path(docname, base=False), *app.env.dependencies[docname]}
    outside = {name for name in names if not (build.source / name).resolve().is_relative_to(build.folder)}
    listed = app.env.temp_data.get(LISTED, set())
    _read(app.env)[docname] = Inputs.of_files(outside, build.source, build.since, listed)


def _written_for(build: Build, docname: str) -> Iterator[Path]:
    """Yield the files that a build wrote for a document."""
    sources = build.pages / "_sources"
    yield from (path for path in [build.pages / f"{docname}.html", build.record(docname)] if path.exists())
    yield from (sources / docname).parent.glob(f"{Path(docname).name}.*")


def _stale(build: Build, docnames: set[str]) -> Iterator[str]:
    """Yield the documents that were made from what has changed since, and forget what their cells gave."""
    from jupyter_cache import get_cache

    if not build.notebooks.is_dir():
        shutil.rmtree(build.records, ignore_errors=True)
        return
    cache = get_cache(build.notebooks)
    try:
        entries = cache.list_cache_records()
        _whole(build.notebooks, {entry.hashkey for entry in entries})
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, what it held is made again
        logger.info("every chapter runs again: what their cells gave cannot be read (%s)", type(error).__name__)
        shutil.rmtree(build.notebooks)
        yield from (name for name in docnames if build.record(name).exists())
        return
    records = {docname: Made.read(build.record(docname)) for docname in docnames}
    reasons = {docname: _why_again(build, cache, made) for docname, made in records.items() if made}
    kept = {made.notebook for docname, made in records.items() if made and not reasons[docname]}
    for entry in entries:
        if entry.hashkey not in kept:
            cache.remove_cache(entry.pk)
    for docname, reason in reasons.items():
        if reason:
            logger.info("%s runs again: %s", docname, reason)
            build.record(docname).unlink()
            yield docname


def _whole(notebooks: Path, listed: set[str]) -> None:
    """Raise an error unless the cache holds the notebooks that it lists, and no others.

    It lists a notebook before it writes it, and deletes it before it strikes it off; a kill in between leaves one
    without the other, of which jupyter-cache makes an error in each later build.
    """
    folders = {path.name for path in notebooks.glob("executed/*")}
    if not folders == listed == {path.parent.name for path in notebooks.glob("executed/*/base.ipynb")}:
        raise LookupError("the notebooks that the cache lists are not those that it holds")


def _why_again(build: Build, cache: JupyterCacheBase, made: Made) -> str | None:
    """Return why a chapter must run again, or None."""
    if changed := made.inputs.changed(build.source):
        return f"{changed} changed"
    try:
        cache.get_cache_bundle(NbCacheRecord.record_from_hashkey(made.notebook, cache.db).pk)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, what it held is made again
        return f"what its cells gave cannot be read ({type(error).__name__})"
    return None


def _name_record(app: Sphinx, docname: str, source: list[str]) -> None:  # noqa: ARG001 - Sphinx's signature
    """Tell the kernel that this document may start where to write what it reads."""
    target = Build(app).noted(docname)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    os.environ["MCOLLAB_RECORD"] = str(target)


def _keep_record(app: Sphinx, doctree: nodes.document) -> None:  # noqa: ARG001 - Sphinx's signature
    """Keep what the kernel of the document has written, with the versions of the packages that it imported."""
    build, docname = Build(app), app.env.docname
    noted = build.noted(docname)
    if noted.exists():
        from jupyter_cache import get_cache

        inputs = Inputs.recorded(json.loads(noted.read_text(encoding="utf-8")), build.source)
        entries = get_cache(build.notebooks).list_cache_records()
        newest = max((entry for entry in entries if entry.uri == app.env.doc2path(docname)), key=lambda entry: entry.pk)
        Made(inputs, newest.hashkey).write(build.record(docname))
        noted.unlink()


def shared(env: BuildEnvironment) -> str:
    """Return a hash of what pages say of each other: titles, labels, terms, the order of the contents."""
    said: list[Any] = [(name, title.astext()) for name, title in sorted(env.titles.items())]
    said += [sorted(env.toctree_includes.items())]
    said += [
        (name, *map(str, entry))
        for name, domain in sorted(env.domains.items())
        for entry in sorted(domain.get_objects())
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _rewritten(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to be written again besides those read: all, if what they say of each other changed."""
    _forget_copies(Build(app), env)
    before, now = getattr(env, "mcollab_shared", None), shared(env)
    env.mcollab_shared = now  # type: ignore[attr-defined]  # Sphinx keeps it with the rest
    return sorted(env.found_docs) if before != now else []


def _forget_copies(build: Build, env: BuildEnvironment) -> None:
    """Remove the pictures and downloads that documents brought to the site, and none does any more."""
    kinds = (("_images", env.images), ("_downloads", env.dlfiles))
    now = {f"{folder}/{name}" for folder, files in kinds for _, name in files.values()}
    for name in env.__dict__.get("mcollab_copies", set()) - now:
        (build.pages / name).unlink(missing_ok=True)
    env.mcollab_copies = now  # type: ignore[attr-defined]  # Sphinx keeps it with the rest


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Say that the build is finished, if it is and had nothing to warn of."""
    if exception is None and not app._warncount:
        build = Build(app)
        if inputs := build.inputs(app.config):
            atomic.write_text(build.finished, json.dumps({"inputs": inputs.json(), "manifest": build.manifest()}))


def setup(app: Sphinx) -> None:
    """Ask before each build, and write down what it was made from after."""
    app.connect("config-inited", _begin, priority=100)
    app.connect("env-get-outdated", _outdated)
    app.connect("source-read", _name_record)
    app.connect("doctree-read", _keep_record, priority=900)
    app.connect("doctree-read", _keep_sources, priority=900)
    app.connect("env-updated", _rewritten)
    app.connect("build-finished", _finish, priority=999)
