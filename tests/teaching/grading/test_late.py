"""Lateness: days, grace, extensions, and what it costs."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import classroom
import pytest
from classroom import put, rows

from mcollab.cli import shown
from mcollab.errors import McollabError
from mcollab.teaching import assignment
from mcollab.teaching import key as key_file
from mcollab.teaching.assignment import Late
from mcollab.teaching.grading.late import Lateness, lateness
from mcollab.teaching.grading.run import grade

DUE = int(datetime(2026, 12, 4, 22, 59, 59, tzinfo=UTC).timestamp())  # the last second of the minute that is shown
GRACE = 15 * 60
DAY = 86_400
EXTENDED = int(datetime(2026, 12, 20, 22, 59, 59, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("after", "days", "lost"),
    [
        (-DAY, 0, 0),
        (0, 0, 0),
        (GRACE, 0, 0),
        (GRACE + 1, 1, 0.1),  # after the grace the days count from the time that it was due
        (DAY, 1, 0.1),
        (DAY + 1, 2, 0.2),
        (4 * DAY + 1, 5, 0.5),
        (5 * DAY + 1, 6, 0.5),
        (365 * DAY, 365, 0.5),
    ],
)
def test_the_very_second(released, after, days, lost):
    found = lateness(released[0], "u001", DUE + after)
    assert found.days == days and found.lost == pytest.approx(lost)


def test_without_grace_the_second_after_is_late(released):
    key = released[0].model_copy(update={"late": Late(per_day=0.25)})
    assert lateness(key, "u001", DUE) == Lateness(0, 0)
    assert lateness(key, "u001", DUE + 1) == Lateness(1, 0.25)
    assert lateness(key, "u001", DUE + 9 * DAY) == Lateness(9, 1)


def test_the_minute_that_is_shown_is_in_time_to_its_end_and_a_second_that_is_named_is_exact(released):
    """Students are shown 23:59: whoever hands in within that minute is not late."""
    due = released[0].due
    for second, last in ((0, 59), (1, 1), (30, 30)):
        key = released[0].model_copy(update={"late": Late(per_day=0.25), "due": due.replace(second=second)})
        start = int(due.replace(second=0).timestamp())
        assert [lateness(key, "u001", start + one).days for one in (last, last + 1)] == [0, 1]


def test_a_day_is_24_hours_also_when_the_clocks_change_and_students_are_told_so(released):
    due = datetime(2026, 10, 24, 20, 0, 30, tzinfo=ZoneInfo("Europe/Paris"))
    key = released[0].model_copy(update={"late": Late(per_day=0.1), "due": due})
    sunday = datetime(2026, 10, 25, 19, 0, tzinfo=ZoneInfo("Europe/Paris"))  # an hour more than it seems
    found = [lateness(key, "u001", int((sunday + timedelta(minutes=one)).timestamp())).days for one in (0, 1)]
    assert found == [1, 2]
    said = json.loads((released[2] / "week3.json").read_text(encoding="utf-8"))["late"]
    assert said.startswith("Later, each 24 hours begun after 15 minutes of grace cost 10% of the points")


def test_with_no_rule_days_are_counted_and_nothing_is_lost(released):
    key = released[0].model_copy(update={"late": None})
    assert lateness(key, "u001", DUE + 1) == Lateness(1, 0)


def test_nothing_is_late_that_is_not_due(released):
    key = released[0].model_copy(update={"due": None, "late": None})
    assert lateness(key, "u007", EXTENDED + 9 * DAY) == Lateness(0, 0)


def test_an_extension_is_for_one_student_however_the_number_is_typed(released):
    key = released[0]
    assert lateness(key, "u007", EXTENDED + GRACE) == Lateness(0, 0)
    assert lateness(key, "u007", EXTENDED + GRACE + 1) == Lateness(1, 0.1)
    assert lateness(key, "u008", EXTENDED) == Lateness(16, 0.5)
    typed = key.model_copy(update={"extensions": {" U  007": key.extensions["u007"]}})
    assert lateness(typed, "u 007", EXTENDED) == Lateness(0, 0)


def test_a_time_of_ones_own_may_be_the_earlier(released):
    earlier = datetime.fromtimestamp(DUE - 2 * DAY, UTC)
    key = released[0].model_copy(update={"extensions": {"u007": earlier}})
    assert lateness(key, "u007", DUE - 2 * DAY) == Lateness(0, 0)
    assert lateness(key, "u007", DUE) == Lateness(2, 0.2)
    assert lateness(key, "u001", DUE) == Lateness(0, 0)


def test_lateness_by_the_day_with_grace_and_extensions(week):
    key, path, subs, out = week
    for student, moment in (
        ("u001", "2026-12-04T22:59:00Z"),
        ("u002", "2026-12-04T23:13:00Z"),
        ("u003", "2026-12-04T23:15:00Z"),
        ("u004", "2026-12-06T22:58:00Z"),
        ("u005", "2027-02-01T00:00:00Z"),
        ("u007", "2026-12-20T10:00:00+01:00"),
    ):
        put(subs, f"{student}.json", classroom.hand_in(key, student, submitted=moment))
    assert grade(path, [subs], out).late == 3
    found = [rows(out)[student] for student in sorted(rows(out))]
    assert [row["days_late"] for row in found] == ["0", "0", "1", "2", "59", "0"]
    assert [row["grade"] for row in found] == ["12", "12", "10.8", "9.6", "6", "12"]
    assert [row["late_lost"] for row in found] == ["0", "0", "1.2", "2.4", "6", "0"]
    assert {row["total"] for row in found} == {"12"}
    assert found[5]["handed_in"] == "2026-12-20T09:00:00Z"


def test_an_extension_for_a_number_of_which_there_is_no_file_is_told(week, capsys):
    key, path, subs, out = week
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("extensions:\n", "extensions:\n  '12': 2026-12-20T22:59:00Z\n", 1), encoding="utf-8")
    put(subs, "a.json", classroom.hand_in(key, " U007"))
    put(subs, "b.json", classroom.hand_in(key, "0012"))
    summary = grade(path, [subs], out)
    assert summary.unused == ["12"] and summary.complete
    shown.graded(summary, out)
    said = capsys.readouterr().out
    assert "1 have an extension and no file: to come, or another number than was meant:\n  12\n" in said


@pytest.mark.parametrize("number", ["”u007”", "“u007”", "‘u007’", "«u007»"])
def test_quotes_that_yaml_does_not_know_are_no_part_of_a_number(tmp_path, week, number):
    _, path, subs, out = week
    (tmp_path / "week3.yml").write_text(classroom.ASSIGNMENT.replace('"u007"', number), encoding="utf-8")
    with pytest.raises(McollabError, match=rf"^week3\.yml, line \d+: .*the quotes around {number} are not straight"):
        assignment.read(tmp_path / "week3.yml")
    path.write_text(path.read_text(encoding="utf-8").replace("  u007:", f"  {number}:"), encoding="utf-8")
    with pytest.raises(McollabError, match=rf"^week3\.key\.yml, line \d+: .*the quotes around {number} are not"):
        grade(path, [subs], out)


def test_the_answer_that_was_given_last_decides(week):
    key, path, subs, out = week
    late = "2026-12-05T12:00:00Z"
    only = ["sample/members"]
    # A late answer makes the whole late; a late file without an answer, or with the same one, does not.
    for student in ("u001", "u002", "u003"):
        put(subs, f"{student}-a.json", classroom.hand_in(key, student))
    put(subs, "u001-b.json", classroom.hand_in(key, "u001", submitted=late, ts=9000, only=only))
    put(subs, "u002-b.json", classroom.hand_in(key, "u002", submitted=late, ts=9000, only=only, answer=lambda _: None))
    put(subs, "u003-b.json", classroom.hand_in(key, "u003", submitted=late, only=only))
    put(subs, "u004-a.json", classroom.hand_in(key, "u004", submitted=late, only=[]))
    # The same answers in two files, whichever comes first by name: the earlier says when they were handed in.
    put(subs, "u005-a.json", classroom.hand_in(key, "u005", submitted=late))
    put(subs, "u005-b.json", classroom.hand_in(key, "u005"))
    # A question that is answered nowhere, and stands empty in a late file alone, makes nothing late.
    put(subs, "u006-a.json", classroom.hand_in(key, "u006", only=only))
    put(subs, "u006-b.json", classroom.hand_in(key, "u006", submitted=late, ts=9000, answer=lambda _: None))
    grade(path, [subs], out)
    assert [(row["days_late"], row["handed_in"]) for _, row in sorted(rows(out).items())] == [
        ("1", late),
        ("0", "2026-12-01T10:00:00Z"),
        ("0", "2026-12-01T10:00:00Z"),
        ("1", late),
        ("0", "2026-12-01T10:00:00Z"),
        ("0", "2026-12-01T10:00:00Z"),
    ]


def test_a_learning_system_that_says_late(week):
    key, path, subs, out = week
    put(subs, "ann_LATE_1_50_week3.json", classroom.hand_in(key, "u001", "A"))
    put(subs, "bob_LATE_2_51_week3.json", classroom.hand_in(key, "u002", "B", submitted="2026-12-09T10:00:00Z"))
    put(subs, "cy_LATE_3_52_week3.json", classroom.hand_in(key, "u007", "C"))
    put(subs, "di_4_53_week3.json", classroom.hand_in(key, "u004", "D"))
    said = "Canvas says late, the file says in time: see which is right"
    assert grade(path, [subs], out).problems == [("ann_LATE_1_50_week3.json", said)]
    assert rows(out)["u001"]["note"] == said and rows(out)["u002"]["note"] == ""
    key_file.write(path, key.model_copy(update={"due": None, "late": None}))
    assert grade(path, [subs], out).complete
