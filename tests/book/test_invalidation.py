"""Chapters run again when what they show may have changed."""

from types import SimpleNamespace

from mcollab.book import invalidation


def build(folder):
    """Return what a build would run again, with one chapter and one page of text in the book."""
    app = SimpleNamespace(
        srcdir=folder,
        outdir=folder / "_build" / "html",
        config=SimpleNamespace(nb_execution_cache_path=folder / "_build" / ".jupyter_cache"),
    )
    env = SimpleNamespace(
        metadata={"chapters/history": {"kernelspec": {}}, "index": {}}, found_docs={"chapters/history", "index"}
    )
    return invalidation._outdated(app, env, set(), set(), set())


def test_a_changed_table_runs_the_chapters_again(tmp_path):
    (tmp_path / "data").mkdir()
    table = tmp_path / "data" / "countries.csv"
    table.write_text("iso3\nFRA\n")
    assert build(tmp_path) == ["chapters/history", "index"]
    cache = tmp_path / "_build" / ".jupyter_cache"
    cache.mkdir()
    assert build(tmp_path) == [] and cache.exists()
    table.write_text("iso3\nDEU\n")
    assert build(tmp_path) == ["chapters/history"] and not cache.exists()


def test_another_book_side_writes_every_page_again(tmp_path):
    build(tmp_path)
    (tmp_path / "_build" / "book.sha256").write_text("of another version")
    assert build(tmp_path) == ["chapters/history", "index"]


def test_the_package_counts_and_the_book_side_does_not(tmp_path):
    names = [path.name for path in invalidation.inputs(tmp_path)]
    assert "measures.py" in names and "guard.py" not in names
