"""Chapters run again when the data or the package changed, and pages are written again when this room did.

The notebook cache of Jupyter Book looks at the cells only, but what a chapter shows follows from `data/` and `mcollab/`
too. When those change, the cached outputs are forgotten and every notebook is read anew.
"""

import hashlib
import shutil
from pathlib import Path

import mcollab

PACKAGE = Path(mcollab.__file__).parent


def inputs(srcdir):
    """Return the files, in order, that the output of a chapter depends on besides its own text."""
    data = [
        *Path(srcdir, "data").glob("*.csv"),
        *Path(srcdir, "data").glob("*.json"),
        *Path(srcdir, "data").glob("*.bib"),
    ]
    code = [path for path in PACKAGE.rglob("*.py") if PACKAGE / "book" not in path.parents]
    questions = Path(srcdir, "chapters").glob("questions/*.yml")
    return sorted([*data, *code, *questions])


def digest(files):
    """Return a hash of the files' contents."""
    total = hashlib.sha256()
    for path in files:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _changed(files, stamp):
    """Return whether files differ from those of the last build, which the file `stamp` remembers."""
    now = digest(files)
    if stamp.exists() and stamp.read_text() == now:
        return False
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    return True


def _outdated(app, env, added, changed, removed):
    cache = Path(app.config.nb_execution_cache_path or Path(app.outdir).parent / ".jupyter_cache")
    outdated = set()
    # Beside the cache whose age they tell, so that all are deleted together.
    if _changed(inputs(app.srcdir), cache.with_name("inputs.sha256")):
        shutil.rmtree(cache, ignore_errors=True)
        outdated |= {name for name, meta in env.metadata.items() if "kernelspec" in meta}
    if _changed(sorted(PACKAGE.glob("book/*.py")), cache.with_name("book.sha256")):
        outdated |= set(env.found_docs)
    return sorted(outdated)


def setup(app):
    """Ask before each build."""
    app.connect("env-get-outdated", _outdated)
