"""Times of an assignment: a number is none, though it could be read as seconds since 1970."""

import pytest
from pydantic import ValidationError

from mcollab.teaching.assignment import Assignment


@pytest.mark.parametrize("given", [2026, 20261204, 1795000000.0])
def test_a_number_is_no_time(given):
    for times in ({"due": given}, {"extensions": {"u1": given}}):
        with pytest.raises(ValidationError, match="is a number and no time: write one such as 2026-12-04"):
            Assignment.model_validate({"id": "week", "title": "Week", "questions": ["history/x"], **times})
