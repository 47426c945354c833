"""``make elsewhere``: the course where nothing is as at home.

A clone by Git as on Windows, in a folder named with a space and an é, in another language and time zone, must make the
site of a plain one byte for byte and pass the unit tests. In a checkout that cannot be written chapters run, and what
cannot be written is said in one sentence.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from small_book import ROOT, Book, differing

ABROAD = {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
UNIT = ["-m", "pytest", "-q", "-m", "not slow", "tests", "--ignore=tests/site", "--ignore=tests/lab", "-p", "no:nbval"]
UNIT += ["-p", "no:cacheprovider", "--override-ini", "addopts=-n 2 --dist loadfile --import-mode=importlib"]
ANSWER = """
import mcollab as mc
asked = mc.ask("history/ships-or-money")
state = {"rev": 1, "ts": 1, "response": None, "confidence": None, "asked": asked.spec["variants"][0]["asked"]}
asked.answers = {"history/ships-or-money": state}
print(len(mc.load("memberships")) > 2000, asked.spec["notice"])
"""
CHAPTER = "import jupytext, nbclient; nbclient.NotebookClient(jupytext.read('technology.md'), timeout=600).execute()"
SENTENCES = {
    "an answer": (["-c", ANSWER], "chapters", "True The answers cannot be kept in "),
    "a chapter": (["-c", CHAPTER], "chapters", ""),
    "new": (["-m", "mcollab", "new", "week.yml", "--from", "history/ships-or-money"], ".", "mcollab: week.yml cannot"),
    "serve": (["-m", "mcollab", "serve"], ".", "mcollab: There is no site in "),
}
"""What is done in a checkout that cannot be written, in which folder, and how the last line begins that it says."""


def clone(folder, *options):
    """Return the course as it is committed, as a book in a folder."""
    subprocess.run(["git", "clone", "--quiet", *options, str(ROOT), str(folder)], check=True)
    return Book.found(folder)


def built(book, **surroundings):
    """Build a book, and return the digests of its site."""
    code, said = book.build(**surroundings)
    assert code == 0, said
    return book.digests()


def python(folder, within, command, **surroundings):
    """Run Python in a checkout, as somebody whom the modes of files bind; return the exit code and what was said."""
    bound = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **surroundings}
    whole = [*bound, sys.executable, *command]
    done = subprocess.run(whole, cwd=folder / within, env=environment, capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr).strip()


def main():
    """Try it all, and end with an error if something is not as at home."""
    wrong = []
    with tempfile.TemporaryDirectory() as temporary:
        plain = built(clone(Path(temporary, "plain")))
        abroad = clone(Path(temporary, "a é b"), "--config", "core.autocrlf=true")
        differ = differing(plain, built(abroad, **ABROAD))
        print(f"the site, {len(plain)} files: {len(differ)} differ {differ[:5]}", flush=True)
        code, said = python(abroad.folder, ".", UNIT, **ABROAD)
        print(f"the unit tests: {said.splitlines()[-1]}", flush=True)
        wrong += [*differ, *([said] if code else [])]
        bound = clone(Path(temporary, "bound")).folder
        subprocess.run(["chmod", "-R", "a-w", str(bound)], check=True)
        for name, (command, within, begins) in SENTENCES.items():
            code, said = python(bound, within, command)
            last = said.splitlines()[-1] if said else ""
            print(f"{name}, where nothing can be written: {last if begins else 'runs'}", flush=True)
            if not last.startswith(begins) or (not begins and code):
                wrong.append(said)
        subprocess.run(["chmod", "-R", "u+w", str(bound)], check=True)
    if wrong:
        raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
