"""A file is whole or as it was, whatever happens while it is written."""

import os
import stat
import threading

import pytest

from mcollab.atomic import alone, replacing, write_bytes, write_text


def fail_halfway(path):
    with replacing(path, "wb") as file:
        file.write(b"half")
        raise KeyError


def test_text_is_utf_8_with_its_line_ends_as_given(tmp_path):
    path = tmp_path / "names.txt"
    write_text(path, "Visegrád\r\nWarsaw\n")
    assert path.read_bytes() == "Visegrád\r\nWarsaw\n".encode()
    write_text(path, "a\n", encoding="utf-16-le", newline="\r\n")
    assert path.read_bytes() == "a\r\n".encode("utf-16-le")


def test_bytes_are_written_as_they_are(tmp_path):
    write_bytes(tmp_path / "a.bin", b"\x00\r\n\xff")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\r\n\xff"


def test_until_it_is_whole_the_old_one_stands_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text("old")
    with replacing(path) as file:
        file.write("new")
        file.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_it_is_on_the_disk_before_it_takes_the_place_of_the_old_one(tmp_path, monkeypatch):
    path, synced = tmp_path / "grades.csv", []
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", lambda file: synced.append((os.fstat(file).st_size, path.read_text())))
    write_text(path, "newer")
    assert synced == [(5, "old")]


def test_after_an_error_the_old_one_stands_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text("old")
    with pytest.raises(KeyError):
        fail_halfway(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_was_not_there_is_not_there_after_an_error(tmp_path):
    with pytest.raises(KeyError):
        fail_halfway(tmp_path / "new.csv")
    assert list(tmp_path.iterdir()) == []


def test_permissions_stay_or_are_those_of_a_new_file(tmp_path):
    def mode(path):
        return stat.S_IMODE(path.stat().st_mode)

    shared = tmp_path / "shared.txt"
    shared.write_text("old")
    shared.chmod(0o664)
    write_text(shared, "new")
    assert mode(shared) == 0o664
    mask = os.umask(0o027)
    try:
        write_text(tmp_path / "fresh.txt", "new")
        assert os.umask(0) == 0o027  # asking for the mask has not changed it
        write_text(tmp_path / "open.txt", "new")
    finally:
        os.umask(mask)
    assert mode(tmp_path / "fresh.txt") == 0o640
    assert mode(tmp_path / "open.txt") == 0o666


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        write_text(tmp_path / "nowhere" / "a.txt", "new")


def test_of_many_that_write_at_once_one_is_whole(tmp_path):
    path = tmp_path / "answers.json"
    texts = [f"{i}" * 50_000 for i in range(8)]
    writers = [threading.Thread(target=write_text, args=(path, text)) for text in texts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_text() in texts
    assert list(tmp_path.iterdir()) == [path]


def test_who_asks_for_a_file_that_is_held_waits_until_it_is_free(tmp_path, monkeypatch):
    path, done = tmp_path / "answers.json", []

    def second():
        with alone(path) as held:
            done.append(("second", held))

    with alone(path) as held:
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.1)
        done.append(("first", held))
    waiting.join(5)
    assert done == [("first", True), ("second", True)]
    monkeypatch.setattr("mcollab.atomic.TRIES", 2)
    with alone(path), pytest.raises(TimeoutError, match="another program holds it"), alone(path):
        pass


def test_where_no_file_can_be_locked_nobody_waits(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    def none(*_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with alone(tmp_path / "answers.json") as held:
        assert held is False
