"""What `mc.ask` and its kin give a notebook, and what they say where they cannot."""

import importlib
import sys

import pytest

import mcollab as mc
from mcollab import atomic, course
from mcollab.errors import McollabError, MissingExtraError
from mcollab.questions import bank, front, state, widget
from mcollab.questions.widget import warm_up_names


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder of the notebook."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def given(response, rev=1, ts=5):
    return {"rev": rev, "ts": ts, "response": response, "confidence": None}


def test_a_question_carries_what_the_page_needs():
    widget = mc.ask("history/ships-or-money")
    (variant,) = widget.spec["variants"]
    assert widget.spec["key"] == "history/ships-or-money" and widget.spec["practice"] is True
    assert variant["html"]["prompt"] == bank.question("history/ships-or-money").prompt
    assert [option["correct"] for option in variant["options"]].count(True) == 1
    assert not {"outcome", "section", "tables", "explanation", "prompt"} & set(variant)
    assert widget._esm == front.module()


def test_answers_are_merged_into_the_file_and_back(folder, monkeypatch):
    widget = mc.ask("history/ships-or-money")
    widget.answers = {"history/ships-or-money": given(2)}
    assert state.load(folder / "answers.json")["history/ships-or-money"].response == 2
    other = mc.ask("history/long-peace")
    assert other.answers["history/ships-or-money"]["response"] == 2
    other.answers = {"history/long-peace": given(0), "history/ships-or-money": given(1, rev=0)}
    kept = state.load(folder / "answers.json")
    assert {key: one.response for key, one in kept.items()} == {"history/ships-or-money": 2, "history/long-peace": 0}
    other.answers = {"history/long-peace": given(5, rev=2), "history/ships-or-money": given(6, rev=2)}
    assert [one.response for one in state.load(folder / "answers.json").values()] == [5, 6]


def test_a_widget_stays_with_its_file_when_the_kernel_goes_elsewhere(folder, monkeypatch):
    widget = mc.ask("history/ships-or-money")
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")
    widget.answers = {"history/ships-or-money": given(2)}
    assert (folder / "answers.json").exists() and not (folder / "sub" / "answers.json").exists()


@pytest.mark.parametrize("content", ["{", '{"format": "mcollab.answers/99", "answers": {}}'])
def test_a_file_that_cannot_be_read_is_told_and_left(folder, content):
    (folder / "answers.json").write_text(content)
    widget = mc.ask("history/ships-or-money")
    assert "answers.json" in widget.spec["notice"] and widget.answers == {}
    widget.answers = {"history/ships-or-money": given(2)}
    assert (folder / "answers.json").read_text() == content


def test_an_answer_of_no_form_is_told_and_not_kept(folder):
    widget = mc.ask("history/ships-or-money")
    widget.answers = {"history/ships-or-money": {"rev": -1, "ts": 0}}
    assert widget.spec["notice"] == (
        f"1 of the answers cannot be kept in {folder / 'answers.json'}, since their form is unknown: "
        "reload the page and answer again."
    )
    widget.answers = {**widget.answers, "history/second": given(2)}
    assert set(state.load(folder / "answers.json")) == {"history/second"}, "the others are kept all the same"
    assert widget.spec["notice"].startswith("1 of the answers")
    widget.answers = {"history/second": given(3)}
    assert widget.spec["notice"] == ""


def test_a_drive_without_locks_keeps_answers_and_says_what_to_do(folder, monkeypatch):
    widget = mc.ask("history/ships-or-money")
    monkeypatch.setattr("mcollab.atomic._lock", lambda file: False)
    widget.answers = {"history/ships-or-money": given(2)}
    assert state.load(folder / "answers.json")["history/ships-or-money"].response == 2
    assert widget.spec["notice"] == (
        f"Answer in one notebook at a time: the drive of {folder / 'answers.json'} keeps no two apart."
    )


def test_a_file_that_another_program_holds_is_told(folder, monkeypatch):
    widget = mc.ask("history/ships-or-money")
    monkeypatch.setattr("mcollab.atomic.TRIES", 2)
    with atomic.alone(folder / "answers.json"):
        widget.answers = {"history/ships-or-money": given(2)}
    assert widget.spec["notice"] == (
        f"The answers cannot be kept in {folder / 'answers.json'} (another program holds it); "
        "the browser has them: download them there."
    )
    assert not (folder / "answers.json").exists()
    widget.answers = {"history/ships-or-money": given(3, rev=2)}
    assert widget.spec["notice"] == "" and state.load(folder / "answers.json")["history/ships-or-money"].response == 3


@pytest.mark.slow
def test_progress_knows_every_question_of_the_course():
    questions = mc.progress().spec["questions"]
    names = [name for chapter in course.chapters() for name in bank.names(chapter)]
    assert [key.partition("~")[0] for key in questions] == names
    assert [key for key in questions if "~" in key] == [
        f"{name}~{bank.page(name)[0].variant}" for name in names if bank.template(name).generator
    ]
    assert questions["history/ships-or-money"]["question"]["kind"] == "single"


def test_a_warm_up_is_three_questions_of_earlier_chapters():
    order = course.chapters()
    for chapter in order[1:]:
        names = warm_up_names(chapter)
        places = [order.index(name.partition("/")[0]) for name in names]
        assert len(set(names)) == 3 and places == sorted(places) and places[-1] < order.index(chapter)
    assert {name.partition("/")[0] for name in warm_up_names(order[3])} == set(order[:3])
    with pytest.raises(McollabError, match="no earlier chapter has questions"):
        warm_up_names(order[0])
    with pytest.raises(McollabError, match="did you mean 'models'"):
        mc.warm_up("model")


@pytest.mark.parametrize(("drawn", "names"), [(0, ["a/1", "a/3", "b/2"]), (-1, ["a/2", "b/1", "b/4"])])
def test_each_question_of_a_third_can_be_drawn_from_its_first_to_its_last(monkeypatch, drawn, names):
    bank_of = {"a": ["a/1", "a/2", "a/3"], "b": ["b/1", "b/2", "b/3", "b/4"], "c": ["c/1"]}
    monkeypatch.setattr(course, "chapters", lambda: list(bank_of))
    monkeypatch.setattr(bank, "names", bank_of.get)
    monkeypatch.setattr(widget, "seed", lambda *_: drawn)
    assert warm_up_names("c") == names


@pytest.mark.parametrize("missing", ["anywidget", "markdown_it", "pydantic", "traitlets"])
def test_without_the_extra_one_sentence_says_which(monkeypatch, missing):
    for name in [name for name in sys.modules if name.startswith("mcollab.questions")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=rf"needs {missing}.*its extra 'course'") as told:
        importlib.import_module("mcollab.questions.widget")
    assert "\n" not in str(told.value)


def test_a_widget_says_which_course_it_is_and_where_answers_are(folder, monkeypatch):
    spec = mc.ask("history/ships-or-money").spec
    assert spec["file"] == str(folder / "answers.json") and spec["place"].startswith("/")
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ann/")
    assert mc.progress().spec["place"] == f"/user/ann{spec['place']}"
    monkeypatch.setattr(course, "root", lambda: folder)
    assert widget._place() != f"/user/ann{spec['place']}"


def test_a_notebook_that_is_opened_again_says_what_to_do(folder, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    widget = mc.ask("history/ships-or-money")
    widget._ipython_display_()
    line, drawn = shown
    says = f"No question here? Run this cell: your answers are kept, in this browser and in {folder / 'answers.json'}."
    assert line == {"text/plain": says, "text/html": f'<p class="mc-asleep">{says}</p>'}
    assert (
        drawn["text/plain"] == says and drawn["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    )
    assert ".mc-asleep" in widget._css


def test_what_a_host_must_know_of_a_widget_goes_with_it(folder, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, metadata=None, raw=False: shown.append((metadata, raw)))
    widget = mc.ask("history/ships-or-money")
    told = {"application/vnd.jupyter.widget-view+json": {"colab": {"custom_widget_manager": {"url": "https://host"}}}}
    monkeypatch.setattr(widget, "_repr_mimebundle_", lambda: ({"text/plain": "a widget"}, told))
    widget._ipython_display_()
    assert shown == [(None, True), (told, True)]


def test_questions_that_a_course_elsewhere_has_not_are_not_proposed(folder, monkeypatch):
    with pytest.raises(McollabError, match=r"such as 'history/ships-or-money'"):
        mc.ask("historie/ships-or-money")
