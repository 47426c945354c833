"""``make kills``: kills builds of the course at random moments; each next build must make the site as from nothing.

Takes the number of kills (30) and, for a quick look, ``--small`` for a book of three pages.
"""

import argparse
import random
import subprocess
import tempfile
import time
from pathlib import Path

from small_book import ROOT, Book, differing


def course(folder):
    """Return the course itself as a book: a clone of what is committed."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return Book.found(folder)


def small(folder):
    """Return the book of three pages."""
    folder.mkdir()
    return Book(folder)


def timed(book):
    """Build, and return how many seconds it took."""
    began = time.monotonic()
    code, said = book.build()
    assert code == 0, said
    return time.monotonic() - began


def main():
    """Kill builds, and end with an error if one left anything that a build from nothing would not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=30)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10_000)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    print(f"{given.kills} kills, seed {given.seed}")
    with tempfile.TemporaryDirectory() as folder:
        book = (small if given.small else course)(Path(folder, "book"))
        table = "data/table.csv" if given.small else "data/countries.csv"
        seconds, expected = timed(book), book.digests()
        print(f"from nothing: {seconds:.0f} s, {len(expected)} files")
        before = (book.folder / table).read_text(encoding="utf-8")
        for number in range(1, given.kills + 1):
            # Another cell each time, so that there is work to be killed at; then as it was.
            book.write(table, before.replace("a", "ä", number))
            after = chance.uniform(0.5, seconds)
            at_work = book.killed_after(after)
            book.write(table, before)
            # The next moment is one of a build of this kind, not of the first.
            seconds = timed(book)
            wrong = differing(expected, book.digests())
            moment = f"killed after {after:.1f} s" if at_work else f"finished within {after:.1f} s"
            print(f"{number}: {moment}: {wrong or 'the same site'}", flush=True)
            if wrong:
                raise SystemExit(f"The build after kill {number} left another site.")


if __name__ == "__main__":
    main()
