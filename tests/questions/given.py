"""What the tests of questions share: a question of each kind, and what responses to it are worth.

Both languages are held to the files ``cases/<kind>.json``. A new kind has one of its own, and with it takes part in
every test of this folder:

question
    Its fields, without those that every kind has.
right
    The right answer in words.
asked
    The question's fingerprint, by which kept answers know it: a change of it loses every answer that was given.
worth, lacking, names, said, comments, chosen, oddity, of_places
    Pairs of a response and what the method of that name gives for it; ``worth`` has a right, a wrong and a blank one.
listed
    What a page lists below the prompt where scripts are off, as HTML.
shown
    What ``public`` adds to what every kind shows, in ``html`` beside the prompt too.
moodle, qti
    What is written: ``type`` and ``elements``, or ``lines``; or why it is ``left_out``; what is ``lost`` of it.
"""

import json
from pathlib import Path

from mcollab.questions import kinds
from mcollab.questions.kinds import QUESTION

HERE = Path(__file__).parent
TYPED = json.loads((HERE / "typed.json").read_text(encoding="utf-8"))
TEXTS = {kind: (HERE / "cases" / f"{kind}.json").read_text(encoding="utf-8") for kind in kinds.names()}
CASES = {kind: json.loads(text) for kind, text in TEXTS.items()}
KINDS = list(CASES)


def made(kind, **changes):
    """Return the question of a kind, with some of its fields changed."""
    common = {"id": kind, "kind": kind, "prompt": f"A question of the kind {kind}?", "outcome": "answer"}
    return QUESTION.validate_python({**common, "explanation": "So it is.", **CASES[kind]["question"], **changes})


def cases(what):
    """Return kind, response and what is expected of it, for every case of one sort."""
    return [(kind, response, expected) for kind in KINDS for response, expected in CASES[kind][what]]
