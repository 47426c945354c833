"""Shared by the tests of learning systems: a folder of grades."""

import pytest

GRADES = '''\
student_id,name,account,grade,out_of,to_read
u001,"O'Neil, ""Bo""",canvas:7001,9.5,12,0
u002,Kim,,12,12,0
00123,Lee,,7.333,12,0
u004,Unread,,,12,1
u005,Twice,,3,12,0
u005,Other,,4,12,0
u999,Nowhere,,5,12,0
ann,Ann,moodle:4711,11,12,0
'''


@pytest.fixture
def folder(tmp_path):
    """A folder of grades."""
    (tmp_path / "grades.csv").write_text(GRADES, encoding="utf-8-sig")
    (tmp_path / "assignment.json").write_text('{"title": "Week 3: alliances"}', encoding="utf-8")
    return tmp_path
