"""Times of an assignment: a number is none, and each student has one, not before that of all."""

import pytest
from pydantic import ValidationError

from mcollab.teaching.assignment import Assignment


@pytest.mark.parametrize("given", [2026, 20261204, 1795000000.0])
def test_a_number_is_no_time(given):
    for times in ({"due": given}, {"extensions": {"u1": given}}):
        with pytest.raises(ValidationError, match="is a number and no time: write one such as 2026-12-04"):
            Assignment.model_validate({"id": "week", "title": "Week", "questions": ["history/x"], **times})


WEEK = {"id": "week", "title": "Week", "questions": ["history/x"]}
DUE, EARLIER, LATER = "2026-12-04T23:59:00Z", "2026-12-03T23:59:00Z", "2026-12-06T23:59:00+01:00"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"due": DUE, "extensions": {"u7": LATER, "U7": DUE}}, "'u7' and 'U7' are one number and have two times"),
        ({"due": DUE, "extensions": {"u7": EARLIER}}, "the extension of 'u7' ends before it is due for all"),
        ({"extensions": {"u7": LATER}}, "an extension, as that of 'u7', needs a time that it extends"),
    ],
)
def test_an_extension_that_cannot_be_meant_is_told(given, told):
    with pytest.raises(ValidationError, match=told):
        Assignment.model_validate({**WEEK, **given})


def test_an_extension_may_stand_twice_and_end_when_it_is_due():
    Assignment.model_validate({**WEEK, "due": DUE, "extensions": {"u7": LATER, "U7": LATER, "u8": DUE}})
