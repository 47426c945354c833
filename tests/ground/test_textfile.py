"""One form of text, whatever wrote it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.textfile import decoded, read


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_characters="\0\r\x1a", exclude_categories=["Cs"])),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_text_comes_back_in_one_form(text, encoding):
    expected = unicodedata.normalize("NFC", text)
    if encoding == "utf-8" and text.startswith("\ufeff"):
        expected = expected[1:]  # a mark is no letter
    assert decoded(text.encode(encoding), "a.txt") == expected
    assert decoded(text.replace("\n", "\r\n").encode(encoding), "a.txt") == expected


def test_a_file_is_read(tmp_path):
    path = tmp_path / "names.txt"
    path.write_bytes(b"\xef\xbb\xbfMo\xc3\xafse\r\n")
    assert read(path) == "Moïse\n"


def test_the_mark_by_which_dos_ended_a_text_is_no_letter():
    assert decoded(b"one\r\ntwo\r\n\x1a", "a.txt") == "one\ntwo\n"
    assert decoded("a\x1ab\x1a".encode("utf-16"), "a.txt") == "a\x1ab"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"one\ntwo\nVisegr\xe1d Group\n", "a.csv, line 3: not UTF-8 at 'Visegr?d Group'"),
        ("é".encode("utf-16-le") + b"x\0", "not a text in UTF-8, but perhaps UTF-16 without a mark"),
        (b"\xff\xfeabc", "a.csv: marked as UTF-16, but damaged or cut short; save the file as UTF-8."),
        (b"\xfe\xff\xd8\0\0a", "a.csv: marked as UTF-16, but damaged or cut short; save the file as UTF-8."),
        (b"\xff\xfe\0\0a\0\0", "a.csv: marked as UTF-32, but damaged or cut short; save the file as UTF-8."),
        (b"a\0b", "not a text in UTF-8"),
    ],
)
def test_what_cannot_be_known_is_not_guessed(data, says):
    with pytest.raises(McollabError) as told:
        decoded(data, "a.csv")
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_of_a_long_line_only_what_stands_around_is_told(tmp_path):
    path = tmp_path / "notes.yml"
    path.write_bytes(b"first\n" + b"a" * 50 + b" fourteen words\xe9 and what follows")
    with pytest.raises(McollabError) as told:
        read(path)
    assert "notes.yml, line 2: not UTF-8 at 'urteen words? and wh'; save the file" in str(told.value)
