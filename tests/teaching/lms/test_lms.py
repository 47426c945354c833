"""The registry: every system has a file, and none takes a file for its own that is not."""

from pathlib import Path

import pytest

from mcollab.teaching import lms


def test_every_file_is_a_system_and_every_name_is_one_systems():
    files = [path.stem for path in Path(lms.__file__).parent.glob("*.py") if path.stem != "__init__"]
    assert len(lms.systems()) == len(files) >= 5
    for names in (
        [system.name for system in lms.systems()],
        [system.title for system in lms.systems()],
        [system.quiz.option for system in lms.systems() if system.quiz],
        [system.quiz.suffix for system in lms.systems() if system.quiz],
    ):
        assert len(names) == len(set(names))
    assert all(system.names or system.gradebook or system.quiz for system in lms.systems())
    assert lms.title_of("canvas:1") == "Canvas" and lms.title_of("") == lms.title_of("canvas") == ""


@pytest.mark.parametrize(
    "name", ["u001.json", "week3-u001.json", "subs/Week 3/u_1.json", "all.zip/2026-12-01.json", ""]
)
def test_a_file_that_no_system_named(name):
    assert lms.whose(name) == lms.Whose()


def test_a_page_goes_back_under_no_name_that_a_disk_refuses():
    assert lms.whose('a<b>:"|?*\\_1_2_x.json').back == "a_b________1_2_feedback.html"
    assert lms.whose(f"{'ü' * 120}_1_2_x.json") == lms.Whose("canvas:1", False, "")
    longest = "ü" * 112 + "x" + "_1_2_"  # 230 bytes
    assert lms.whose(f"{longest}w.json").back == f"{longest}feedback.html"
    assert lms.whose(f"x{longest}w.json").back == ""
