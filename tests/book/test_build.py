"""What Jupyter Book reads before any code of the course is a text that it can read, or one sentence says why not."""

import subprocess
from types import SimpleNamespace

import pytest
from small_book import FILES, ROOT

from mcollab.book import serve
from mcollab.book.build import build
from mcollab.errors import McollabError

CONFIG = (ROOT / "_config.yml").read_text(encoding="utf-8")


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A folder with the two files, and what is asked of Jupyter Book in it, which answers with 3."""
    (tmp_path / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "_toc.yml").write_text(FILES["_toc.yml"], encoding="utf-8")
    commands = []
    monkeypatch.setattr(
        subprocess, "run", lambda command, **options: commands.append(command[1:]) or SimpleNamespace(returncode=3)
    )
    return tmp_path, commands


def test_jupyter_book_is_asked_to_take_warnings_for_errors_and_its_exit_code_is_told(asked):
    folder, commands = asked
    assert build(folder) == 3
    assert commands == [["build", str(folder), "-W", "-n", "--keep-going"]]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_what_jupyter_book_can_read_is_left_to_it(asked, mark, ends):
    folder, commands = asked
    for name in ("_config.yml", "_toc.yml"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_bytes(mark + text.replace("\n", ends).encode())
    assert build(folder) == 3 and len(commands) == 1


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml"])
@pytest.mark.parametrize(
    ("added", "encoding", "said"),
    [
        ("# é\n", "cp1252", ", line 1: not UTF-8 at '# ?"),
        ("", "utf-16", " is in UTF-16 or UTF-32, and Jupyter Book reads UTF-8 only: save the file as UTF-8."),
        ("", "utf-16-le", ": not a text in UTF-8, but perhaps UTF-16 without a mark; save the file as UTF-8."),
        ("a: 1\na: 2\n", "utf-8", ", line 2: not valid YAML: the key 'a' stands twice."),
        ("\ta: 1\n", "utf-8", ", line 1: not valid YAML: a tab, or a text that begins with a sign; put it in quotes."),
    ],
)
def test_what_it_cannot_read_is_told_with_its_file_and_nothing_is_built(asked, name, added, encoding, said):
    folder, commands = asked
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_bytes((added + text).encode(encoding))
    with pytest.raises(McollabError) as error:
        build(folder)
    assert str(error.value).startswith(f"{name}{said}") and commands == []


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml"])
def test_what_is_not_there_is_told(asked, name):
    (asked[0] / name).unlink()
    with pytest.raises(McollabError, match=rf"^There is no file .*{name}: expected (how|the order)"):
        build(asked[0])


def test_what_is_saved_wrong_while_the_book_is_served_is_shown_and_does_not_end_it(asked, capsys):
    folder, commands = asked
    (folder / "_toc.yml").write_bytes("# é\n".encode("cp1252"))
    serve.rebuild(folder)
    assert capsys.readouterr().err.startswith("_toc.yml, line 1: not UTF-8") and commands == []
