"""What a build leaves is what a build from nothing would make, whatever happened before."""

import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from small_book import CHAPTER, FILES, ROOT, Book, differing

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A book that was built once, and the digests of its site: not to be changed."""
    book = Book(tmp_path_factory.mktemp("book"))
    code, said = book.build()
    assert code == 0, said
    return book, book.digests()


@pytest.fixture
def book(built, tmp_path):
    """A copy of the book with all that its build left, to be changed."""
    shutil.copytree(built[0].folder, tmp_path / "book", copy_function=shutil.copy2)
    return Book.found(tmp_path / "book")


def from_nothing(book, tmp_path):
    """Return the digests of the same sources, built in an empty folder."""
    fresh = tmp_path / "fresh"
    shutil.copytree(book.folder, fresh, ignore=shutil.ignore_patterns("_build"))
    twin = Book.found(fresh)
    code, said = twin.build()
    assert code == 0, said
    return twin.digests()


def test_two_builds_are_the_same_byte_for_byte(built, tmp_path):
    """In another folder, language, time zone and order of hashes."""
    other = tmp_path / "un été à la mer"
    other.mkdir()
    twin = Book(other)
    code, said = twin.build(LC_ALL="C", TZ="Pacific/Kiritimati", PYTHONHASHSEED="7")
    assert code == 0, said
    assert differing(built[1], twin.digests()) == []


def test_a_build_with_nothing_changed_runs_and_writes_nothing(built):
    book, digests = built
    before = {path: path.stat().st_mtime_ns for path in book.site.rglob("*.html")}
    code, said = book.build()
    assert code == 0 and "made anew" not in said and "Executing" not in said
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert differing(digests, book.digests()) == []


def test_a_table_that_was_read_runs_the_chapter_again(book, tmp_path):
    charts = {path.name for path in (book.site / "_charts").iterdir()}
    book.write("data/table.csv", "name,value\na,1\nb,4\n")
    code, said = book.build()
    assert code == 0 and "chapters/one runs again: data/table.csv changed" in said
    assert "A total of 5" in book.page("chapters/one")
    assert not charts & {path.name for path in (book.site / "_charts").iterdir()}, "charts that no page shows"
    assert differing(from_nothing(book, tmp_path), book.digests()) == []


def test_a_file_that_was_not_read_runs_nothing(book):
    book.write("data/other.csv", "name\n")
    _, said = book.build()
    assert "runs again" not in said and "Executing" not in said


def test_a_page_that_is_gone_leaves_nothing(book, tmp_path):
    book.write("_toc.yml", FILES["_toc.yml"].replace("- file: reference/extra\n", ""))
    book.write("index.md", "# A small book\n\nSee {doc}`chapters/one`.\n")
    code, said = book.build()
    assert code == 0, said
    assert list(book.site.rglob("*extra*")) == []
    assert differing(from_nothing(book, tmp_path), book.digests()) == []


def test_another_title_is_known_to_every_page(book, tmp_path):
    book.write("reference/extra.md", "# More\n\nNo code here. A formula: $x^2$.\n")
    assert book.build()[0] == 0
    assert "More" in book.page("index") and "Extra" not in book.page("chapters/one")
    assert differing(from_nothing(book, tmp_path), book.digests()) == []


def test_the_order_and_depth_of_the_contents_are_known_to_every_page(book, tmp_path):
    book.write("_toc.yml", "format: jb-book\nroot: index\nchapters:\n- file: reference/extra\n- file: chapters/one\n")
    config = (book.folder / "_config.yml").read_text()
    assert config.count("show_toc_level: 2") == 1
    book.write("_config.yml", config.replace("show_toc_level: 2", "show_toc_level: 1"))
    code, said = book.build()
    assert code == 0, said
    assert differing(from_nothing(book, tmp_path), book.digests()) == []


def test_whoever_builds_all_again_gets_the_same(book):
    before = book.digests()
    code, said = book.build("--all")
    assert code == 0, said
    assert differing(before, book.digests()) == []


def brought(book, picture, text):
    """Let a page include, show and offer files, and a cell show one; all of them older than the last build."""
    book.write("reference/extra.md", f"# Extra\n\n{text}\n\n```{{include}} notes.txt\n```\n{BRINGS}")
    book.write("chapters/one.md", CHAPTER + SHOWN)
    book.write("data/picture.svg", picture.replace("/>", ' fill="#123"/>'))
    book.write("reference/picture.svg", picture)
    for name in ("reference/notes.txt", "reference/offered.txt", "_static/extra.css"):
        book.write(name, f"/* {text} */\n")
    for path in (book.folder / "reference", book.folder / "data", book.folder / "_static"):
        for file in path.iterdir():
            os.utime(file, (1e9, 1e9))


BRINGS = "\n![A square](picture.svg)\n\n{download}`offered.txt`\n"
SHOWN = """
```{code-cell} ipython3
from IPython.display import SVG

SVG(filename="../data/picture.svg")
```
"""
SQUARE, OTHER = (f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h{n}v{n}z"/></svg>' for n in (10, 20))


def test_what_a_page_brings_follows_from_content_and_not_from_dates_and_goes_with_it(book, tmp_path):
    brought(book, SQUARE, "First")
    assert book.build()[0] == 0
    code, said = book.build()
    assert code == 0 and "made anew" not in said and "Executing" not in said and "0 added, 0 changed" in said
    brought(book, OTHER, "Second")
    code, said = book.build()
    assert code == 0, said
    assert "First" not in book.page("reference/extra") and book.page("reference/extra").count("Second") == 2
    assert differing(from_nothing(book, tmp_path), book.digests()) == []
    for name in ("reference/extra.md", "chapters/one.md"):
        book.write(name, FILES[name])
    code, said = book.build()
    assert code == 0 and "made anew" not in said, said
    assert not [name for name in book.digests() if "picture" in name or "offered" in name or name.endswith(".svg.txt")]
    shutil.rmtree(book.folder / "_static")
    code, said = book.build()
    assert code == 0 and "_static" in said.partition("made anew: ")[2].splitlines()[0], said
    shutil.rmtree(tmp_path / "fresh")
    assert differing(from_nothing(book, tmp_path), book.digests()) == []


def test_each_of_them_alone_is_noticed(book):
    brought(book, SQUARE, "First")
    assert book.build()[0] == 0
    for name in ("extra.md", "notes.txt", "picture.svg", "offered.txt"):
        path = book.folder / "reference" / name
        path.write_text(path.read_text().replace("First", "Second").replace("10", "20"))
        os.utime(path, (1e9, 1e9))
        code, said = book.build()
        assert code == 0 and "0 added, 1 changed" in said, said
    shown, [offered] = book.site / "_images" / "picture.svg", book.site.glob("_downloads/*/offered.txt")
    assert "First" not in book.page("reference/extra") + offered.read_text() and "h20" in shown.read_text()


def test_data_outside_the_book_run_the_chapter_again(book, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "big.csv").write_text("name,value\na,1\nb,3\n")
    (book.folder / "data" / "table.csv").unlink()
    (book.folder / "data" / "table.csv").symlink_to(shared / "big.csv")
    assert book.build()[0] == 0 and "A total of 4" in book.page("chapters/one")
    assert "runs again" not in book.build()[1]
    (shared / "big.csv").write_text("name,value\na,1\nb,5\n")
    os.utime(shared / "big.csv", (1e9, 1e9))
    code, said = book.build()
    assert code == 0 and "chapters/one runs again: data/table.csv changed" in said
    assert "A total of 6" in book.page("chapters/one")


def test_a_build_that_fails_fails_again(book):
    book.write("reference/extra.md", "# Extra\n\n{term}`nosuch`\n")
    for _ in range(2):
        code, said = book.build()
        assert code != 0 and "term not in glossary: 'nosuch'" in said
    book.write("reference/extra.md", FILES["reference/extra.md"])
    assert book.build()[0] == 0


@pytest.mark.parametrize(
    "torn",
    ["charts/*", ".jupyter_cache/executed/*/base.ipynb", ".jupyter_cache/global.db", "records/chapters/*.json"],
)
def test_a_torn_cache_is_made_again(built, book, torn):
    [path] = (book.folder / "_build").glob(torn)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    code, said = book.build()
    assert code == 0, said
    assert differing(built[1], book.digests()) == []


@pytest.mark.parametrize("half", ["listed, not yet written", "written, no longer listed", "no longer whole"])
def test_a_cache_that_a_kill_left_between_two_steps_is_made_again(built, book, half):
    [notebook] = (book.folder / "_build").glob(".jupyter_cache/executed/*/base.ipynb")
    if half == "written, no longer listed":
        notebook.parent.rename(notebook.parent.with_name("0" * 32))
    elif half == "no longer whole":
        notebook.unlink()
    else:
        shutil.rmtree(notebook.parent.parent)
    for _ in range(2):
        code, said = book.build()
        assert code == 0, said
        assert differing(built[1], book.digests()) == []
    assert "runs again" not in said


@pytest.mark.parametrize(
    "changed",
    ["html/_charts/*.light.svg", "html/chapters/one.html", "charts/*", ".jupyter_cache/executed/*/base.ipynb"],
)
def test_a_bit_that_changed_is_found_whatever_size_and_time_say(built, book, changed):
    path = next((book.folder / "_build").glob(changed))
    stat, content = path.stat(), bytearray(path.read_bytes())
    total = content.rfind(b"A total of ")
    content[total + len("A total of ") if total >= 0 else len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    code, said = book.build()
    assert code == 0 and "files of the last build are not as it left them" in said, said
    assert differing(built[1], book.digests()) == []


def test_every_page_that_is_published_has_a_policy(built):
    pages = [path.relative_to(built[0].site) for path in built[0].site.rglob("*.html")]
    assert len(pages) >= 5
    for page in pages:
        assert "Content-Security-Policy" in (built[0].site / page).read_text(encoding="utf-8"), page


@pytest.mark.parametrize("gone", ["_charts", "chapters/one.html", "_static"])
def test_what_is_deleted_from_the_site_comes_back(built, book, gone):
    path = book.site / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    code, said = book.build()
    assert code == 0, said
    assert differing(built[1], book.digests()) == []


def test_a_killed_build_is_never_built_upon(book, tmp_path):
    book.write("data/table.csv", "name,value\na,1\nb,40\n")
    expected = from_nothing(book, tmp_path)
    chance = random.Random(9)
    for seconds in (1.5, *(chance.uniform(1, 9) for _ in range(2))):
        book.killed_after(seconds)
    code, said = book.build()
    assert code == 0, said
    assert "A total of 41" in book.page("chapters/one")
    assert differing(expected, book.digests()) == []


def test_two_amounts_of_money_are_no_formula(book):
    text = "# Extra\n\nIt paid $5 billion in 2014 and $10 billion in 2024, or US$3–US$4 a head.\n"
    book.write("reference/extra.md", text)
    code, said = book.build()
    assert code == 0, said
    assert "<math" not in book.page("reference/extra")
    assert "$5 billion in 2014 and $10 billion in 2024, or US$3–US$4 a head" in book.page("reference/extra")


def test_what_a_formula_cannot_have_is_told_with_file_and_line(book):
    lines = [
        "A share of $x = 5€$ is no formula.",
        "Spending on $R & D$ grew.",
        "A mean $x_{$ is open.",
        "The A$/US$ rate fell.",
    ]
    book.write("reference/extra.md", "# Extra\n\nText.\n\n" + "\n\n".join(lines) + "\n")
    code, said = book.build()
    assert code != 0 and "Traceback" not in said
    assert "reference/extra.md:5: WARNING: the formula 'x = 5€' cannot be read" in said
    assert r"write \text{€} for €" in said
    assert "reference/extra.md:7: WARNING: the formula 'R & D' cannot be read: & stands outside" in said
    assert "reference/extra.md:9: WARNING: the formula 'x_{' cannot be read: { is not closed" in said
    assert "reference/extra.md:11: WARNING: $/US$ reads as a part of a sentence" in said


def test_a_paired_notebook_neither_breaks_the_build_nor_is_published(built, book):
    import jupytext

    jupytext.write(jupytext.read(book.folder / "chapters" / "one.md"), book.folder / "chapters" / "one.ipynb")
    code, said = book.build()
    assert code == 0, said
    assert differing(built[1], book.digests()) == []


def test_a_repository_alone_makes_buttons_to_its_branch_main(book):
    config = (book.folder / "_config.yml").read_text()
    book.write("_config.yml", config.replace('repository_url: ""', "repository_url: https://github.com/x/y"))
    code, said = book.build()
    assert code == 0, said
    assert "mybinder.org/v2/gh/x/y/main?urlpath=lab/tree/chapters/one.md" in book.page("chapters/one")
    assert '"id": "cell-1"' in (book.site / "_sources" / "chapters" / "one.ipynb").read_text(encoding="utf-8")


def test_the_site_may_be_put_on_a_pages_branch(built):
    assert (built[0].site / ".nojekyll").exists()


def test_what_is_served_reloads_by_a_script_that_its_policy_lets_run(built):
    folder = built[0].folder
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mcollab", "serve", "--port", str(port)]
    serving = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        page = fetched(f"http://127.0.0.1:{port}/index.html", serving)
        ours = '<script src="/livereload.js"></script>'
        assert page.count(ours) == 1 and "livereload" not in page.replace(ours, "")
        assert "script-src 'self'" in page
        assert "livereload" in fetched(f"http://127.0.0.1:{port}/livereload.js", serving).lower()
    finally:
        serving.terminate()
        serving.wait()


def fetched(address, serving):
    """Return what a process serves at an address, once it does: it builds the book first."""
    for _ in range(600):
        assert serving.poll() is None, "it serves no more"
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(address)
