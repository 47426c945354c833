"""The key as a file: read as it was written, and told with its line where it was spoilt."""

import pytest

from mcollab.errors import McollabError
from mcollab.teaching import key as key_file
from mcollab.teaching.grading.run import grade


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "format: mcollab.key/1",
            "format: mcollab.key/2",
            "format: 'mcollab.key/2' is of another version of mcollab",
        ),
        ("points: 2.0", "points: much", "points"),
        ("kind: multi", "kind: many", "kind"),
        ("assignment: week3", "assignment: *other", "alias"),
        ("assignment: week3", "assignment: week3\nassignment: week4", "stands twice"),
        ("questions:", "questions: [", "not valid YAML"),
        ("correct: true", "correct: false", "correct"),
    ],
)
def test_a_key_that_was_spoilt_is_told_with_its_line(week, old, new, says):
    _, path, subs, out = week
    subs.mkdir()
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(McollabError, match=says) as told:
        grade(path, [subs], out)
    assert str(told.value).startswith("week3.key.yml") and "\n" not in str(told.value)
    assert not out.exists()


def test_the_variants_of_a_question_are_of_one_kind(week):
    key, path, subs, out = week
    subs.mkdir()
    share, treaty = key.questions["sample/share"], key.questions["sample/first-treaty"]
    share.variants = [share.variants[0], treaty.variants[0]]
    key_file.write(path, key)
    with pytest.raises(McollabError, match=r"^week3\.key\.yml, line \d+: .*its variants are not of one kind"):
        grade(path, [subs], out)


def test_the_assignment_given_for_its_key_is_told(tmp_path):
    path = tmp_path / "week3.yml"
    path.write_text("id: week3\ntitle: Week 3\nquestions: [sample/share]\n", encoding="utf-8")
    with pytest.raises(McollabError) as told:
        key_file.read(path)
    assert str(told.value) == (
        "week3.yml is the assignment, not its key: give week3.key.yml, which `mcollab release` wrote."
    )


def test_the_key_is_read_as_it_was_written(released):
    key, path, _ = released
    again = key_file.read(path)
    left_out = {
        "questions": {name: {"variants": {"__all__": {"generator", "variants", "section"}}} for name in key.questions}
    }
    assert again.model_dump(exclude=left_out) == key.model_dump(exclude=left_out)
    before = path.read_bytes()
    assert key_file.write(path, again) is None
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o077 == 0
