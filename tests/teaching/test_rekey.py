"""A release over a former one: corrections of the key by hand stay, and hold for all who were asked the same."""

from datetime import UTC, datetime

import classroom
import pytest
from classroom import put, rows

from mcollab import course
from mcollab.errors import McollabError
from mcollab.teaching import key as key_file
from mcollab.teaching import rekey
from mcollab.teaching.grading.run import grade
from mcollab.teaching.release import release

FIRST, SHARE = "sample/first-treaty", "sample/share"
DAY = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def again(released, tmp_path):
    """A function that changes the assignment and releases it again."""

    def do(*changes):
        path = tmp_path / "week3.yml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return release(path, tmp_path / "week3")

    return do


def corrected(path, change):
    """Correct the key of a file by hand."""
    key = key_file.read(path)
    change(key)
    key_file.write(path, key)
    return key


def other_is_right(key):
    """Make another option of the first question the right one."""
    for i, option in enumerate(key.questions[FIRST].variants[0].options):
        option.correct = i == 2


def right(key):
    """The text of the right option of the first question."""
    return key.questions[FIRST].variants[0].right()


def test_marks_are_those_of_what_is_read_again(released):
    key, path, _ = released
    assert key.released == rekey.marks(key) == rekey.marks(key_file.read(path)) == key_file.read(path).released
    text = path.read_text(encoding="utf-8")
    assert text.index("# Leave what follows") < text.index("\nreleased:")


def test_marks_are_those_that_keys_on_the_disks_of_instructors_hold(released):
    marks = rekey.marks(released[0])
    assert (marks[SHARE]["points"], marks["assignment"]["due"]) == ("d84bdb34", "9a2ec6ac")
    assert all(len(mark) == 8 for part in marks.values() for mark in part.values())


def test_a_correction_by_hand_outlasts_an_extension(released, again):
    _, path, _ = released
    hand = corrected(path, other_is_right)
    done = again(("extensions: {", 'extensions: {"u099": 2027-01-01T00:00:00Z, '))
    key = key_file.read(path)
    assert right(key) == right(hand) != right(released[0])
    assert set(key.extensions) == {"u007", "u099"} and key.version == hand.version and done.former is None
    assert done.told == [f"Corrected by hand in the key, and kept: {FIRST}."]
    assert again().told == done.told  # and outlasts the next release too


def test_points_and_settings_corrected_by_hand_are_kept(released, again):
    _, path, _ = released

    def change(key):
        key.questions[SHARE].points = 7
        key.due = DAY
        key.extensions["u001"] = DAY

    corrected(path, change)
    done = again(('{"u007"', '{"u002": 2027-02-02T00:00:00Z, "u007"'))
    key = key_file.read(path)
    assert (key.questions[SHARE].points, key.due, sorted(key.extensions)) == (7, DAY, ["u001", "u002", "u007"])
    assert done.told == [f"Corrected by hand in the key, and kept: due, extensions, {SHARE}."]


def test_what_the_assignment_changed_since_goes_first_and_is_told(released, again):
    _, path, _ = released
    corrected(path, lambda key: setattr(key, "due", DAY))
    done = again(("due: 2026-12-04T23:59:00+01:00", "due: 2026-12-11T23:59:00+01:00"))
    assert key_file.read(path).due.day == 11
    assert done.told == ["Corrected by hand in the former key and changed since, so not taken over: look at due."]


def test_a_correction_is_carried_to_another_version_where_the_question_is_the_same(released, again):
    first, path, _ = released

    def change(key):
        other_is_right(key)
        for one in key.questions[SHARE].variants:
            one.tolerance = 9

    hand = corrected(path, change)
    done = again(("- sample/pick\n", ""))
    key = key_file.read(path)
    assert key.version != first.version and done.former.name == f"week3.{first.version}.key.yml"
    assert right(key) == right(hand) != right(first)
    assert {one.tolerance for one in key.questions[SHARE].variants} == {9}
    assert done.told == [
        f"Corrected by hand in the key, and kept: {FIRST}, {SHARE}.",
        "Asked no more: sample/pick. Answers to it are not counted.",
    ]


def test_a_correction_of_what_is_asked_otherwise_now_is_told(released, again, tmp_path, monkeypatch):
    first, path, _ = released
    corrected(path, other_is_right)
    bank = tmp_path / "bank"
    classroom.write_bank(bank)
    text = (bank / "sample.yml").read_text(encoding="utf-8").replace("is the *oldest*?", "is the oldest?")
    (bank / "sample.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(course, "questions_dir", lambda: bank)
    done = again()
    assert done.key.version != first.version and right(done.key) == right(first)
    assert done.told == [f"Corrected by hand in the former key and changed since, so not taken over: look at {FIRST}."]


def test_an_answer_that_changed_has_a_version_of_its_own(week, again, tmp_path, monkeypatch):
    first, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(first, "u001", "A", only=[FIRST]))
    bank = tmp_path / "bank"
    classroom.write_bank(bank)
    text = (bank / "sample.yml").read_text(encoding="utf-8")
    text = text.replace("of Windsor, correct: true", "of Windsor").replace(
        "{text: The North", "{correct: true, text: The North"
    )
    (bank / "sample.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(course, "questions_dir", lambda: bank)
    done = again()
    assert done.key.version == f"{first.version}.2" and right(done.key) == "The North Atlantic Treaty"
    assert done.former.name == f"week3.{first.version}.key.yml" and done.told[0].startswith(
        "Answers changed, though nothing"
    )
    assert f'"version": "{first.version}.2"' in (tmp_path / "week3" / "week3.json").read_text()
    put(subs, "b.json", classroom.hand_in(done.key, "u002", "B", only=[FIRST]))
    assert grade(path, [subs], out).complete
    # Nothing that is shown changed: both answered the same question, and the corrected key holds for both.
    assert {who: row[FIRST] for who, row in rows(out).items()} == {"u001": "0", "u002": "1"}
    # The same again is the same; and back to the first is the first.
    assert (again().key.version, again().told, again().former) == (f"{first.version}.2", [], None)
    monkeypatch.setattr(course, "questions_dir", lambda: classroom.write_bank(bank))
    back = again()
    assert back.key.version == first.version and back.told == done.told, "all grades change back, which is told too"
    assert again().told == []
    assert grade(path, [subs], out).changed == 2
    assert {who: row[FIRST] for who, row in rows(out).items()} == {"u001": "1", "u002": "0"}


@pytest.fixture
def answer(tmp_path, monkeypatch):
    """A function that makes another option of the first question the right one, which nobody is shown."""
    texts = ["The Treaty of Windsor", "The Entente Cordiale", "The North Atlantic Treaty"]

    def do(right):
        bank = classroom.write_bank(tmp_path / "bank")
        text = classroom.QUESTIONS.replace("of Windsor, correct: true", "of Windsor")
        assert text.count(f"text: {texts[right]}") == 1
        text = text.replace(f"text: {texts[right]}", f"correct: true, text: {texts[right]}")
        (bank / "sample.yml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(course, "questions_dir", lambda: bank)

    return do


def test_two_keys_that_answer_otherwise_never_have_one_version(released, again, answer):
    first, path, _ = released
    v = first.version
    asked = [0, 1, 2, 0, 2, 1]
    versions = []
    for right_one in asked:
        answer(right_one)
        done = again()
        versions.append(done.key.version)
        assert [told.partition(",")[0] for told in done.told] == ["Answers changed"] * (len(versions) > 1)
    assert versions == [v, f"{v}.2", f"{v}.3", v, f"{v}.3", f"{v}.2"]
    # Where the present key is lost, those of former versions beside it are still known.
    path.unlink()
    answer(1)
    done = again()
    assert done.key.version == f"{v}.2" and right(done.key) == "The Entente Cordiale"
    former = {one.version: right(one) for one in key_file.former(path, "week3", done.key.version)}
    assert former == {v: "The Treaty of Windsor", f"{v}.3": "The North Atlantic Treaty"}


def test_two_keys_of_one_version_that_differ_are_told(released, again, answer):
    first, path, _ = released
    answer(1)
    kept = again().former
    copy = path.with_name("week3.copy.key.yml")
    copy.write_bytes(kept.read_bytes())
    assert [one.version for one in key_file.former(path, "week3", f"{first.version}.2")] == [first.version]
    corrected(copy, other_is_right)
    with pytest.raises(McollabError) as told:
        grade(path, [path], path.parent / "grades")
    assert str(told.value) == (
        f"{kept.name} and week3.copy.key.yml are both of version {first.version!r} and differ: move the wrong one away."
    )
    copy.write_text(copy.read_text(encoding="utf-8").replace("assignment: week3", "assignment: week4"))
    assert grade(path, [path], path.parent / "grades").files == 1


def test_a_key_corrected_by_hand_holds_for_answers_to_a_former_version(week, again):
    first, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(first, "u001", "A", only=[FIRST]))
    done = again(("- sample/pick\n", ""))
    assert done.key.version != first.version
    assert grade(path, [subs], out).complete and rows(out)["u001"][FIRST] == "1"
    corrected(path, other_is_right)
    assert grade(path, [subs], out).changed == 1 and rows(out)["u001"][FIRST] == "0"
    assert right(key_file.read(done.former)) == right(first)  # which was not touched, and need not be


def test_a_variant_that_was_taken_out_by_hand_is_told(released, again):
    _, path, _ = released
    corrected(path, lambda key: key.questions[SHARE].variants.pop())
    done = again()
    assert len(done.key.questions[SHARE].variants) == 6
    assert done.told == [f"Corrected by hand in the former key and changed since, so not taken over: look at {SHARE}."]


def test_a_question_that_was_put_into_the_key_by_hand_gives_way_to_the_one_released(released, again):
    _, path, _ = released
    pick = released[0].questions["sample/pick"].model_copy(update={"points": 9.0})
    again(("- sample/pick\n", ""))
    corrected(path, lambda key: key.questions.update({"sample/pick": pick}))
    done = again(("- sample/seats\n", "- sample/seats\n- sample/pick\n"))
    assert list(done.key.questions).count("sample/pick") == 1
    assert done.key.questions["sample/pick"].points == released[0].questions["sample/pick"].points != 9
    assert not any("sample/pick" in sentence for sentence in done.told)


def test_a_key_that_does_not_say_what_was_released_loses_nothing(released, again):
    first, path, _ = released

    def change(key):
        other_is_right(key)
        key.released = {}

    hand = corrected(path, change)
    done = again()
    assert done.key.version == f"{first.version}.2" and right(key_file.read(done.former)) == right(hand)
    assert done.told[0].startswith("Answers changed")
    done = again()
    assert done.key.version == f"{first.version}.2" and done.told == []


def test_an_answer_that_changed_is_told_whatever_else_did(released, again, answer):
    """A row was corrected, and a question taken out besides: nothing but its answer is new of the first."""
    answer(2)
    done = again(("- sample/pick\n", ""))
    assert right(done.key) == "The North Atlantic Treaty"
    gone, other = done.told
    assert gone == "Asked no more: sample/pick. Answers to it are not counted."
    assert other.startswith(
        f"Another answer is right now, though the same is asked: {FIRST}. All files are graded by it"
    )
    assert again().told == []


def test_an_extension_of_the_key_holds_for_a_number_that_the_assignment_writes_otherwise(released, again):
    _, path, _ = released
    corrected(path, lambda key: key.extensions.update(U001=DAY))
    again(('{"u007"', '{"u001": 2027-02-02T00:00:00Z, "u007"'))
    assert key_file.read(path).extensions["U001"] == DAY and set(key_file.read(path).extensions) == {"U001", "u007"}
