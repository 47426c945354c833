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


def changed(text, number, *, small):
    """Return a table with another value that is read and shown, so that there is work to be killed at."""
    if small:
        return text.replace("a,1\n", f"a,{number + 2}\n")
    # Shown on every map of the world, and named in no cell.
    return text.replace("MWI,Malawi,Malawi,", f"MWI,Malawi,Malawi {number},")


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
        print(f"from nothing: {timed(book):.0f} s", flush=True)
        expected, before = book.digests(), (book.folder / table).read_text(encoding="utf-8")
        book.write(table, changed(before, 0, small=given.small))
        seconds = timed(book)
        assert book.digests() != expected, "the change is not seen on any page, so that nothing is tried"
        print(f"after a change: {seconds:.0f} s", flush=True)
        killed = number = 0
        while killed < given.kills:
            number += 1
            book.write(table, changed(before, number, small=given.small))
            after = chance.uniform(0.5, seconds)
            at_work = book.killed_after(after)
            killed += at_work
            # A build that was done earlier counts for nothing, and says how long one takes now.
            seconds = seconds if at_work else after
            book.write(table, before)
            again = timed(book)
            wrong = differing(expected, book.digests())
            moment = f"kill {killed}, after {after:.1f} s" if at_work else f"none, done within {after:.1f} s"
            print(f"{moment}: {wrong or 'the same site'} in {again:.0f} s", flush=True)
            if wrong:
                raise SystemExit(f"The build after kill {killed} left another site.")


if __name__ == "__main__":
    main()
