"""Chapters run again when the data or the package changed.

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
    data = [*Path(srcdir, "data").glob("*.csv"), *Path(srcdir, "data").glob("*.json"), *Path(srcdir, "data").glob("*.bib")]
    code = [path for path in PACKAGE.rglob("*.py") if PACKAGE / "book" not in path.parents]
    questions = Path(srcdir, "chapters").glob("questions/*.yml")
    return sorted([*data, *code, *questions])


def digest(files):
    """Return a hash of the files' contents."""
    total = hashlib.sha256()
    for path in files:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _outdated(app, env, added, changed, removed):
    cache = Path(app.config.nb_execution_cache_path or Path(app.outdir).parent / ".jupyter_cache")
    # Beside the cache whose age it tells, so that both are deleted together.
    stamp = cache.with_name("inputs.sha256")
    now = digest(inputs(app.srcdir))
    if stamp.exists() and stamp.read_text() == now:
        return []
    shutil.rmtree(cache, ignore_errors=True)
    cache.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    return sorted(name for name, meta in env.metadata.items() if "kernelspec" in meta)


def setup(app):
    """Ask before each build."""
    app.connect("env-get-outdated", _outdated)
