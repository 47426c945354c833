"""Kills, full disks, folders that cannot be written, a memory that was spoilt: nothing is lost, no other is touched."""

import os
import random
import resource
import signal
import subprocess
import time

import classroom
import pytest
from classroom import GRADE, put, results, rows

from mcollab.errors import McollabError
from mcollab.teaching.grading.run import grade


@pytest.mark.slow
def test_a_kill_at_any_moment_is_mended_by_a_rerun(week):
    key, path, subs, out = week
    for number in range(120):
        put(
            subs,
            f"{number:03d}.json",
            classroom.hand_in(
                key,
                f"u{number:03d}",
                answer=lambda question, number=number: classroom.some(question, random.Random(number)),
            ),
        )
    command = [*GRADE, str(path), str(subs), "-o"]
    start = time.monotonic()
    assert subprocess.run([*command, str(out)], capture_output=True).returncode == 2
    whole, wanted = time.monotonic() - start, results(out)
    rng = random.Random(os.getpid())
    struck = 0
    for turn in range(6):
        fresh = out.with_name(f"killed{turn}")
        start = time.monotonic()
        run = subprocess.Popen([*command, str(fresh)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            run.wait(rng.uniform(0.3, 1) * whole)
            whole = time.monotonic() - start  # the machine has less to do than it had: the next kill comes sooner
        except subprocess.TimeoutExpired:
            run.kill()
            struck += run.wait() == -signal.SIGKILL
        assert subprocess.run([*command, str(fresh)], capture_output=True).returncode == 2
        assert results(fresh) == wanted
    assert struck


@pytest.mark.slow
def test_a_full_disk_is_one_sentence_and_harms_nothing(week):
    key, path, subs, out = week
    for number in range(60):
        put(subs, f"{number:03d}.json", classroom.hand_in(key, f"u{number:03d}"))
    grade(path, [subs], out)
    before = results(out)
    put(subs, "late.json", classroom.hand_in(key, "u999"))

    def little():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, text=True, preexec_fn=little
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("mcollab: ") and "cannot be written" in done.stderr
    assert results(out) == before
    grade(path, [subs], out)
    assert "u999" in rows(out)


def test_where_nothing_can_be_written(week, tmp_path):
    key, path, subs, _ = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(McollabError, match="cannot be written"):
        grade(path, [subs], tmp_path / "file" / "grades")
    with pytest.raises(McollabError, match="folder of the hand-ins"):
        grade(path, [subs], subs)


def test_a_memory_that_was_spoilt_is_made_again(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    grade(path, [subs], out)
    wanted = results(out)
    (out / ".grading.sqlite").write_bytes(b"no database" * 1000)
    assert grade(path, [subs], out).reused == 0
    assert results(out) == wanted


@pytest.mark.slow
def test_nothing_outside_the_folder_of_grades_is_touched(week, tmp_path, monkeypatch):
    key, path, subs, _ = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    put(subs, "../week3.key.json", {})
    out = subs / "grades"  # among the hand-ins, as happens
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))

    def seen():
        return {
            file: (file.stat().st_mtime_ns, file.stat().st_size)
            for file in tmp_path.rglob("*")
            if out not in [file, *file.parents]
        }

    before = seen()
    del before[subs]
    subprocess.run([*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, check=True)
    subprocess.run([*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, check=True)
    after = seen()
    del after[subs]
    assert after == before
    assert len(rows(out)) == 1
