"""What is released: without a byte of the key, however one looks for it."""

import base64
import gzip
import json
import re
import zlib

import classroom
import pytest
from nbformat import read as read_notebook
from nbformat import validate

from mcollab import course
from mcollab.errors import McollabError
from mcollab.questions import bank
from mcollab.questions.markup import inline
from mcollab.teaching import assignment
from mcollab.teaching.handin import variant
from mcollab.teaching.release import make, release, styles
from mcollab.teaching.release import module as script

BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")


def layers(data, depth=0):
    """Yield bytes, and whatever in them is base64, hexadecimal, compressed or escaped, and what is in that."""
    yield data
    if depth == 3:
        return
    for found in BASE64.findall(data):
        for decode in (base64.b64decode, base64.urlsafe_b64decode):
            try:
                inner = decode(found + b"=" * (-len(found) % 4))
            except ValueError:
                continue
            yield from layers(inner, depth + 1)
    for found in re.findall(rb"(?:[0-9a-fA-F]{2}){16,}", data):
        yield bytes.fromhex(found.decode())
    for start in re.finditer(rb"\x1f\x8b|\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield from layers(zlib.decompressobj(wbits=47).decompress(data[start.start() :]), depth + 1)
        except zlib.error:
            continue
    unescaped = re.sub(rb"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)).encode("utf-8", "replace"), data)
    if unescaped != data:
        yield unescaped


def secrets(key):
    """Yield every text of the key that is not shown to students: answers, feedback, explanations, hints, tolerances."""
    spec = [question.public() for asked in key.questions.values() for question in asked.variants]
    shown = json.dumps(spec, ensure_ascii=False) + json.dumps(spec)

    def texts(value):
        if isinstance(value, dict):
            for part in value.values():
                yield from texts(part)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part)
        elif isinstance(value, str) and value:
            yield value
        elif isinstance(value, float) and value not in (0, 1):
            yield f"{value:g}"

    for asked in key.questions.values():
        for question in asked.variants:
            for text in texts(question.model_dump(exclude={"id", "kind", "minutes", "points", "outcome"})):
                for form in {text, inline(text), json.dumps(text)[1:-1]}:
                    if form not in shown and len(form) > 3:
                        yield form


def test_no_byte_of_the_key_is_released(released):
    key, path, folder = released
    hidden = {text.encode() for text in secrets(key)}
    assert {b"SECRETACCEPTED", b"0.137", b"71.83"} <= hidden and len(hidden) > 30
    seen = 0
    for file in folder.rglob("*"):
        for layer in layers(file.read_bytes()):
            seen += 1
            assert b"SECRET" not in layer, file
            assert not any(text in layer for text in hidden), (file, [text for text in hidden if text in layer])
    assert seen > 10
    whole = path.read_bytes()
    assert b"SECRETACCEPTED" in whole and b"SECRETACCEPTED" in b"".join(
        layers(gzip.compress(whole))
    )  # the search finds what is there


@pytest.mark.slow
def test_no_byte_of_the_courses_own_bank_is_released(tmp_path, monkeypatch):
    monkeypatch.undo()
    names = [
        f"{chapter}/{id}" for chapter in bank.chapters() for id in bank.read(course.questions_dir() / f"{chapter}.yml")
    ]
    (tmp_path / "all.yml").write_text(
        "id: all\ntitle: All\nquestions:\n" + "".join(f"- {name}\n" for name in names), encoding="utf-8"
    )
    done = release(tmp_path / "all.yml", tmp_path / "all")
    hidden = {text.encode() for text in secrets(done.key)}
    assert len(hidden) > 3 * len(names)
    # The scripts name no data: a short number that stands in them is theirs.
    scripts = b"".join(layers(script().encode() + styles().encode()))
    for file in done.files:
        found = {text for layer in layers(file.read_bytes()) for text in hidden if text in layer}
        assert not {text for text in found if text not in scripts}, file


def test_the_order_of_what_is_shown_gives_nothing_away(released):
    key, _, folder = released
    spec = json.loads((folder / "week3.json").read_text(encoding="utf-8"))
    assert spec["version"] == key.version
    shown = {question["name"]: question["variants"][0] for question in spec["questions"]}
    assert shown["sample/order-of-founding"]["items"] != key.questions["sample/order-of-founding"].variants[0].items
    assert sorted(shown["sample/seats"]["rights"]) == ["Addis Ababa", "Brussels", "Geneva", "Vienna"]
    assert all(set(option) == {"text"} for option in shown["sample/first-treaty"]["options"])
    assert all(set(point) == {"x"} for point in shown["sample/spending"]["hidden"])
    # The same whatever order the key has: reversed, a question is shown alike.
    for name in ("sample/order-of-founding", "sample/seats", "sample/members"):
        question = key.questions[name].variants[0]
        field = {"order": "items", "match": "pairs", "multi": "options"}[question.kind]
        turned = question.model_copy(update={field: getattr(question, field)[::-1]})
        assert turned.public() == question.public()


def test_variants_differ_and_follow_from_assignment_student_and_question(released):
    key, _, _ = released
    six = key.questions["sample/share"].variants
    prompts = [question.prompt for question in six]
    assert len(prompts) == len(set(prompts)) == 6
    numbers = [variant("week3", f"u{number}", "sample/share", six) for number in range(600)]
    assert all(60 < numbers.count(i) < 140 for i in range(6))
    assert variant("week3", " U7", "sample/share", six) == variant("week3", "u7", "sample/share", six)
    assert numbers != [variant("week4", f"u{number}", "sample/share", six) for number in range(600)]


def test_a_release_is_the_same_every_time(released, tmp_path):
    _, path, folder = released
    before = {file.name: file.read_bytes() for file in [*folder.iterdir(), path]}
    done = release(tmp_path / "week3.yml", folder)
    assert (done.former, done.told) == (None, [])
    assert {file.name: file.read_bytes() for file in [*folder.iterdir(), path]} == before


@pytest.mark.parametrize(
    ("answer", "tolerance", "told"),
    [
        ("0.3333333333333333", 0, True),
        ("1234567.89012", 0, True),
        ("0.3333333333333333", 0.01, False),
        ("0.3333", 0, False),
        ("1844", 0, False),
        ("12345678.5", 0, False),
    ],
)
def test_an_answer_of_which_nobody_types_all_digits_is_told(tmp_path, monkeypatch, answer, tolerance, told):
    bank = tmp_path / "mine.yml"
    bank.write_text(
        f"chapter: mine\nquestions:\n  - id: share\n    kind: numeric\n    section: burden\n    prompt: What share?\n"
        f"    outcome: compute\n    explanation: It is that.\n    answer: {answer}\n    tolerance: {tolerance}\n",
        encoding="utf-8",
    )
    task = tmp_path / "w.yml"
    task.write_text("id: w\ntitle: W\nbanks: [mine.yml]\nquestions: [mine/share]\n", encoding="utf-8")
    said = release(task, tmp_path / "out").told
    sentence = f"mine/share: only all digits of {answer} are right, which nobody types: give it a tolerance."
    assert said == ([sentence] if told else [])


@pytest.mark.parametrize(("prompt", "answer"), [("How many?", "{n}"), ("How many of {n}?", "{n}"), ("How many?", "7")])
def test_an_answer_that_is_drawn_and_of_which_the_prompt_says_nothing_is_told(tmp_path, prompt, answer):
    (tmp_path / "mine.yml").write_text(
        f"chapter: mine\nquestions:\n  - id: drawn\n    kind: numeric\n    prompt: {prompt}\n    generator: drawn\n"
        f'    outcome: count\n    explanation: "It is {{n}}."\n    answer: "{answer}"\n'.replace('"7"', "7"),
        encoding="utf-8",
    )
    (tmp_path / "mine.py").write_text("def drawn(rng):\n    return {'n': rng.randint(1, 10**6)}\n", encoding="utf-8")
    task = tmp_path / "w.yml"
    task.write_text("id: w\ntitle: W\nbanks: [mine.yml]\nquestions: [mine/drawn]\nvariants: 5\n", encoding="utf-8")
    if prompt == "How many?" and answer == "{n}":
        with pytest.raises(
            McollabError, match=r"mine/drawn asks the same twice, and another answer is right \(\d+, then"
        ):
            release(task, tmp_path / "out")
    else:
        assert release(task, tmp_path / "out").told == []


def test_the_notebook_is_one(released):
    _, _, folder = released
    notebook = read_notebook(folder / "week3.ipynb", as_version=4)
    validate(notebook)
    assert [cell.source for cell in notebook.cells if cell.cell_type == "code"] == [
        "import mcollab as mc",
        'mc.assignment("week3")',
        'mc.submit("week3")',
    ]


def test_the_key_never_goes_where_students_get_their_files(tmp_path):
    (tmp_path / "week3.yml").write_text(classroom.ASSIGNMENT, encoding="utf-8")
    for folder in (tmp_path, tmp_path.parent):
        with pytest.raises(McollabError, match="folder of its own"):
            release(tmp_path / "week3.yml", folder)
    (tmp_path / "students").mkdir()
    (tmp_path / "students" / "mine.yml").write_text(
        classroom.QUESTIONS.replace("chapter: sample", "chapter: mine"), encoding="utf-8"
    )
    (tmp_path / "week3.yml").write_text(classroom.ASSIGNMENT + "banks: [students/mine.yml]\n", encoding="utf-8")
    with pytest.raises(McollabError, match=r"mine.yml has answers"):
        release(tmp_path / "week3.yml", tmp_path / "students")


def test_questions_of_the_instructors_own(tmp_path):
    (tmp_path / "mine.yml").write_text(
        classroom.QUESTIONS.replace("chapter: sample", "chapter: mine"), encoding="utf-8"
    )
    (tmp_path / "mine.py").write_text(classroom.GENERATORS, encoding="utf-8")
    (tmp_path / "week3.yml").write_text(
        "id: week3\ntitle: T\nquestions: [mine/share, sample/members]\nbanks: [mine.yml]\n", encoding="utf-8"
    )
    key = release(tmp_path / "week3.yml", tmp_path / "out").key
    assert len(key.questions["mine/share"].variants) == 20
    (tmp_path / "mine.yml").rename(tmp_path / "moved.yml")
    for asked in ("[mine/share]", "[sample/members]"):
        (tmp_path / "week3.yml").write_text(
            f"id: week3\ntitle: T\nquestions: {asked}\nbanks: [mine.yml]\n", encoding="utf-8"
        )
        with pytest.raises(McollabError, match=r"^There is no file .*mine\.yml: expected the questions that `banks`"):
            release(tmp_path / "week3.yml", tmp_path / "out")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sample/seats", "sample/seat", "did you mean 'seats'"),
        ("sample/seats", "simple/seats", "did you mean 'sample'"),
        ("sample/seats", "sample/members", "'sample/members' stands twice"),
        ("points: {sample/share: 2}", "points: {sample/sharing: 2}", "did you mean 'sample/share'"),
        ("23:59:00+01:00\nlate", "23:59:00\nlate", "distance from UTC"),
        ("due: 2026-12-04", "due: 2026-02-30", "2026-02-30T23:59:00.01:00 is no day or time"),
        ("per_day: 0.1", "per_day: 10", "late → per_day"),
        ("per_day: 0.1", "per_day: yes", "late → per_day: YAML reads true, which is no number; write one"),
        ("due:", "do:", "line"),
        ('{"u007"', "{007", "quotes"),
        ("id: week3", "id: Week 3!", "id"),
        ("variants: 6", "variants: 6000", "variants"),
        ("title:", "title: x\ntitle:", "stands twice"),
    ],
)
def test_a_mistake_in_the_assignment_is_told_with_its_line(tmp_path, old, new, says):
    path = tmp_path / "week3.yml"
    path.write_text(classroom.ASSIGNMENT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(McollabError, match=says) as told:
        release(path, tmp_path / "out")
    assert "\n" not in str(told.value)
    assert not (tmp_path / "week3.key.yml").exists()


def test_a_balanced_set_is_proposed_and_written(tmp_path):
    chosen = assignment.propose(["sample"], 7, [])
    of_the_bank = {one.kind for one in bank.read(course.questions_dir() / "sample.yml").values()}
    assert {found.template.kind for found in chosen} == of_the_bank
    assert [found.name for found in assignment.propose(["sample"], 2, ["predict", "numeric"])] == [
        "sample/share",
        "sample/spending",
    ]
    assignment.write_new(tmp_path / "Week 12.yml", chosen)
    task = assignment.read(tmp_path / "Week 12.yml")
    assert (task.id, task.title, len(task.questions)) == ("week-12", "Week 12", 7)
    make(task, [])
    with pytest.raises(McollabError, match="already"):
        assignment.write_new(tmp_path / "Week 12.yml", chosen)
    with pytest.raises(McollabError, match="it has 2 single, 1 multi"):
        assignment.propose(["sample"], 9, [])
    with pytest.raises(McollabError, match="did you mean 'predict'"):
        assignment.propose(["sample"], 2, ["predictt"])
