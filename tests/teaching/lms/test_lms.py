"""The registry: every system has a file, and none takes a file for its own that is not."""

import pytest

from mcollab.teaching import lms


def test_every_system_has_a_name_and_what_it_offers():
    assert [system.name for system in lms.systems()] == ["blackboard", "brightspace", "canvas", "moodle", "csv"]
    assert all(system.gradebook for system in lms.systems())


@pytest.mark.parametrize(
    "name", ["u001.json", "week3-u001.json", "subs/Week 3/u_1.json", "all.zip/2026-12-01.json", ""]
)
def test_a_file_that_no_system_named(name):
    assert lms.whose(name) == lms.Whose()


def test_a_page_goes_back_under_no_name_that_a_disk_refuses():
    assert lms.whose('a<b>:"|?*\\_1_2_x.json').back == "a_b________1_2_feedback.html"
    assert lms.whose(f"{'ü' * 120}_1_2_x.json") == lms.Whose("canvas:1", False, "")
