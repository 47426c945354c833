"""How long each chapter ran in the build that ran it last."""

from pathlib import Path

from jupyter_cache import get_cache

ROOT = Path(__file__).parents[1]


def measure(folder: Path = ROOT / "_build" / ".jupyter_cache"):
    """Yield the seconds of each page that runs, longest first, and of all."""
    records = get_cache(folder).list_cache_records() if folder.is_dir() else []
    # A page that was run again has a record for each time, of which the latest counts.
    seconds = {
        Path(record.uri).stem: record.data["execution_seconds"]
        for record in sorted(records, key=lambda record: record.created)
        if "execution_seconds" in record.data
    }
    for name, taken in sorted(seconds.items(), key=lambda item: -item[1]):
        yield f"{name}: {taken:.1f} s"
    yield f"{len(seconds)} pages: {sum(seconds.values()):.1f} s"
