"""A generator that would give something else at the next release is refused, and told where it stands."""

import datetime as dt
import subprocess
from collections import namedtuple

import pytest

from mcollab.errors import McollabError
from mcollab.teaching import quiz
from mcollab.teaching.release import release

pytestmark = pytest.mark.wide
HEAD = "import datetime as dt, random, time, uuid\nfrom datetime import date, datetime\nimport pandas as pd\n"
LETTERS = "abcdefghijklmnop"
Asks = namedtuple("Asks", ["what", "code"])
UNSTEADY = [
    Asks("the global random", "random.random()"),
    Asks("a generator of chance without a seed", "random.Random().random()"),
    Asks("a name drawn by chance", "uuid.uuid4()"),
    Asks("the hash of a text", "hash('a text')"),
    Asks("the order of a set", f"''.join({{*'{LETTERS}'}})"),
    Asks("the clock", "time.time_ns()"),
    Asks("the second", "int(time.time())"),
    Asks("the year", "time.strftime('%Y')"),
    Asks("the hour there", "time.gmtime().tm_hour"),
    Asks("today", "dt.date.today()"),
    Asks("today, by its own name", "date.today().year"),
    Asks("now", "datetime.now().date()"),
    Asks("now somewhere", "dt.datetime.now(dt.UTC).month"),
    Asks("today as pandas has it", "pd.Timestamp.now().date()"),
    Asks("today in pandas' other words", "pd.Timestamp.today().year"),
    Asks("the month as a period", "pd.Period.now('M')"),
    Asks("now, as a word that pandas reads", "pd.to_datetime(['now'])[0].year"),
]


def bank(folder, code, name="mine"):
    """Write a question whose number is what a line of Python gives, and an assignment that asks it."""
    (folder / f"{name}.yml").write_text(
        f'chapter: {name}\nquestions:\n- {{id: q, kind: short, prompt: "About {{n}}?", outcome: o, explanation: e, '
        f'generator: q, model_answer: "{{n}}", rubric: [r]}}\n',
        encoding="utf-8",
    )
    (folder / f"{name}.py").write_text(f"{HEAD}def q(rng):\n    return {{'n': str({code})}}\n", encoding="utf-8")
    task = folder / "week3.yml"
    text = f"id: week3\ntitle: Week 3\nquestions: [{name}/q]\nbanks: [{name}.yml]\nvariants: 3\n"
    task.write_text(text, encoding="utf-8")
    return task


@pytest.mark.parametrize("asks", UNSTEADY, ids=lambda asks: asks.what)
def test_what_gives_something_else_at_each_release_is_refused(tmp_path, asks):
    with pytest.raises(McollabError) as told:
        release(bank(tmp_path, asks.code), tmp_path / "out")
    said = str(told.value)
    assert said.startswith("mine.yml, question 'q': its generator 'q' gives other values when it is asked again (")
    assert ", then '" in said and said.endswith("nor the order of a set or a hash.") and "\n" not in said
    assert not (tmp_path / "out").exists() and not (tmp_path / "week3.key.yml").exists()


STEADY = [
    "rng.random()",
    "sorted(rng.sample(range(99), 3))",
    f"sorted({{*'{LETTERS}'}})",
    "random.Random(3).random()",
    "dt.date(2004, 3, 29).isoformat()",
    "isinstance(pd.Timestamp('2004-03-29').to_pydatetime(), dt.datetime)",
    "isinstance(dt.datetime(2004, 3, 29), date)",
    "dt.datetime(2004, 3, 29) - pd.Timestamp('2004-03-01').to_pydatetime()",
    "__import__('mcollab').members('nato', '2004-12-31')['country'].nunique()",
]


@pytest.mark.parametrize("code", STEADY)
def test_what_draws_from_its_own_chance_and_from_the_tables_is_released(tmp_path, code):
    assert release(bank(tmp_path, code), tmp_path / "out").told == []


def test_a_quiz_is_held_to_the_same(tmp_path):
    with pytest.raises(McollabError, match="gives other values when it is asked again"):
        quiz.write(bank(tmp_path, "random.random()"), None)


def test_a_generator_that_fails_only_when_it_is_asked_again_is_told(tmp_path):
    code = "1 if dt.date.today().year == " + str(dt.date.today().year) + " else 1 / 0"
    with pytest.raises(
        McollabError, match=r"^Asked again, in another process: Generator 'q' of mine\.py failed .*ZeroDivisionError"
    ):
        release(bank(tmp_path, code), tmp_path / "out")


def test_a_generator_that_ends_the_other_process_is_told(tmp_path):
    code = f"1 if time.gmtime()[0] == {dt.datetime.now(dt.UTC).year} else __import__('os')._exit(0)"
    with pytest.raises(McollabError, match=r"^Asked again, in another process: a generator of mine/q ended it without"):
        release(bank(tmp_path, code), tmp_path / "out")


def test_without_a_generator_no_other_process_is_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *command, **options: pytest.fail("asked"))
    (tmp_path / "week3.yml").write_text("id: week3\ntitle: W\nquestions: [sample/members]\n", encoding="utf-8")
    assert release(tmp_path / "week3.yml", tmp_path / "out").told == []


def test_the_other_process_is_another_whatever_this_one_is(tmp_path, monkeypatch):
    seeds, run = [], subprocess.run

    def noted(*command, **options):
        seeds.append(options["env"]["PYTHONHASHSEED"])
        return run(*command, **options)

    monkeypatch.setattr(subprocess, "run", noted)
    for own in ("1", "2", "random"):
        monkeypatch.setenv("PYTHONHASHSEED", own)
        release(bank(tmp_path, "rng.random()"), tmp_path / "out")
    assert seeds == ["2", "1", "1"]
