"""Runs code as a kernel of a build does, and says what was noted: for tests of the recorder."""

import json
import os
import subprocess
import sys

from mcollab.book import recorder
from mcollab.book.inputs import Inputs


def run(book, code, *roots, **variables):
    """Return what a kernel that runs `code` in the book has written, as inputs; None if it wrote nothing."""
    startup = recorder.STARTUP.format(path=recorder.__file__)
    target = book / "noted.json"
    counts = os.pathsep.join(map(str, (book, *roots)))
    environment = {**os.environ, "MCOLLAB_RECORD": str(target), "MCOLLAB_RECORD_ROOTS": counts, **variables}
    environment |= {"PYTHONPATH": str(book / "lib"), "PYTHONDONTWRITEBYTECODE": ""}
    names = "assert not {'recorder', 'os', 'Path', '_record'} & set(globals()), globals()\n"
    subprocess.run([sys.executable, "-c", startup + names + code], cwd=book, env=environment, check=False)
    if not target.exists():
        return None
    written = json.loads(target.read_text())
    target.unlink()
    return Inputs.recorded(written, book)
