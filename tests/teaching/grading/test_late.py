"""Lateness: days, grace, extensions, and what it costs."""

import classroom
from classroom import put, rows

from mcollab.teaching.grading.run import grade


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
    grade(path, [subs], out)
    found = rows(out)
    assert [found[student]["days_late"] for student in sorted(found)] == ["0", "0", "1", "2", "59", "0"]
    assert [found[student]["grade"] for student in sorted(found)] == ["12", "12", "10.8", "9.6", "6", "12"]
