"""Hand-ins that were changed, and answers of no form: held, named or worth nothing, never a crash."""

import json
from dataclasses import asdict

import classroom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcollab.teaching.grading.problem import Problem
from mcollab.teaching.handin import canonical


def said(function, *arguments):
    """What a function returns, or the problem it tells."""
    try:
        return function(*arguments)
    except Problem as problem:
        return problem


def changed(document, path, value):
    """The document with one value set, and its checksum made to fit."""
    document = json.loads(json.dumps(document))
    part = document
    for step in path[:-1]:
        part = part[step]
    if value is None and path[-1] in part:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return json.dumps(
        {**document, "checksum": classroom.checksum(document)}
        if "answers" in document and all(name in document for name in ("assignment", "student", "submitted", "version"))
        else document
    ).encode()


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (["student"], None, "student: is missing"),
        (["student", "id"], "  ", "student number is empty"),
        (["student", "id"], 7, "student → id"),
        (["student", "id"], "\u202e\x07", "student number is empty"),
        (["student", "id"], "x" * 500, "student → id"),
        (["assignment"], "week2", "another assignment, 'week2'"),
        (["version"], "0" * 12, "made with version"),
        (["submitted"], "yesterday", "no moment"),
        (["submitted"], "2026-12-01T10:00:00", "no moment"),
        (["submitted"], "0001-01-01T00:00:00+23:00", "no moment"),
        (["answers"], [], "answers"),
        (["answers", "sample/members", "rev"], -1, "rev"),
        (["answers", "sample/members", "ts"], 1e30, "ts"),
        (["answers", "sample/members", "variant"], True, "variant"),
        (["answers", "sample/members", "asked"], "", "does not say what was asked"),
        (["format"], "mcollab.submission/1", "does not say what was asked"),
        (["answers", "sample/members", "confidence"], 300, "confidence"),
        (["answers", "sample/members", "more"], 1, "does not belong"),
        (["grade"], 100, "does not belong"),
    ],
)
def test_a_field_that_does_not_fit_is_named(released, good, path, value, says):
    with pytest.raises(Problem, match=says):
        classroom.marked(released, changed(good, path, value))


def test_an_edited_file_waits_for_a_person(released, good):
    good["answers"]["sample/members"]["response"] = [0, 1]
    record = classroom.marked(released, json.dumps(good).encode())
    assert "checksum" in record.held


def test_another_students_numbers_wait_for_a_person(released):
    key = released[0]
    document = classroom.hand_in(key, "u001")
    own = classroom.asked(key, "u001", "sample/share")
    others = map("u{:03d}".format, range(2, 99))
    theirs = next(one for one in others if classroom.asked(key, one, "sample/share").asked != own.asked)
    document["student"]["id"] = theirs
    record = classroom.marked(released, json.dumps(classroom.sealed(document)).encode())
    assert "numbers of another student" in record.held


@pytest.mark.parametrize(
    "response",
    [
        10**400,
        -(10**400),
        [10**400],
        {"guess": [10**400, 1]},
        {"guess": [True, 1]},
        ["a"] * 99,
        {"NATO": ["Brussels"]},
        [[1]],
        [None],
        "\ud800",
        "\x00=1",
        "9" * 9000,
        {"guess": None},
        True,
        1e308,
        [1e308],
    ],
)
def test_a_response_of_no_form_is_worth_nothing(released, response):
    document = classroom.hand_in(released[0], "u001", answer=lambda question: response)
    record = classroom.marked(released, json.dumps(document).encode())
    assert not record.held
    for name, answer in record.answers.items():
        assert answer.worth == 0 or (name == "sample/why-ally" and answer.worth is None)
    json.dumps(asdict(record)).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(response=JSON, name=st.text(max_size=20), id=st.text(max_size=20))
def test_any_answer_of_any_student_is_marked(released, response, name, id):
    document = classroom.hand_in(released[0], id, name, answer=lambda question: response)
    record = said(classroom.marked, released, canonical(document).encode())
    if isinstance(record, Problem):
        assert record.reason.startswith("changed by hand or damaged: student → ")
        return
    assert not record.held
    assert all(answer.worth is None or 0 <= answer.worth <= 1 for answer in record.answers.values())
