"""A release over a former one: corrections by hand stay, and whoever answered keeps the key of that day.

A key notes, part by part, a digest of what was released: by it a correction by hand is told from a change of the bank.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from mcollab.questions.scoring import words
from mcollab.teaching.handin import canonical
from mcollab.teaching.key import formerly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcollab.questions.question import Question
    from mcollab.teaching.key import Key, KeyQuestion

Marks = dict[str, dict[str, str]]

_SETTINGS = ("title", "due", "late", "extensions")
_WHOLE = "assignment"
"""Under which the marks of the settings stand; a question's name has a ``/``."""


def marks(key: Key) -> Marks:
    """Return the digest of each part of a key: the settings, and of each question its points and its variants."""
    dumped = key.model_dump(mode="json", include=set(_SETTINGS))
    return {_WHOLE: {name: _digest(dumped[name]) for name in _SETTINGS}} | {
        name: {"points": _digest(float(question.points))} | {one.asked: _mark(one) for one in question.variants}
        for name, question in key.questions.items()
    }


def _mark(question: Question) -> str:
    return _digest(question.model_dump(mode="json", exclude={"section"}, exclude_defaults=True))


def _digest(value: object) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:8]


def again(fresh: Key, before: Key | None, former: Iterable[Key] = ()) -> tuple[Key, list[str]]:
    """Return the key of a release over a former one, and what its instructor must know, in sentences.

    Parameters
    ----------
    fresh
        The key as the bank and the assignment make it.
    before
        The key that is there, perhaps corrected by hand; None if there is none.
    former
        The keys of the versions before that.

    Returns
    -------
    tuple
        The key: with the version of a former release that asked and answered the same, else with one of its own; with
        what was corrected by hand, where bank and assignment have not changed it since. And sentences.
    """
    released = marks(fresh)
    known = {one.version: one for one in [*former, *([before] if before else [])]}
    version, number = fresh.version, 1
    while version in known and not _answers_alike(_as_released(known[version]), released):
        number += 1
        version = f"{fresh.version}.{number}"
    told = []
    earlier = [*before.earlier, before.version] if before else []
    # The last release that showed the same may be another than this one's, which is new or that of an earlier day.
    last = next((one for one in reversed(earlier) if one.partition(".")[0] == fresh.version), version)
    if last != version or (number > 1 and version not in known):
        told.append(
            "Answers changed, though nothing that is shown did: all files are graded by them, those made before too."
        )
    earlier = [one for one in dict.fromkeys(reversed(earlier)) if one != version][::-1]  # where each stood last
    fresh = fresh.model_copy(update={"version": version, "released": released, "earlier": earlier})
    source = known.get(version, before)
    if source is None:
        return fresh, told
    carried = _Carried(source, fresh)
    key = carried.key()
    since = _questions(before, key) + ([] if told else _corrected(before, key)) if before else []
    return key, told + carried.told() + since


def _corrected(before: Key, key: Key) -> list[str]:
    """Return of which questions another answer is right than at a release before, though the same is asked."""
    names = formerly(before, key)
    right = {name: {one.asked: one.right() for one in before.questions[old].variants} for name, old in names.items()}
    said = [
        name
        for name in right
        if any(right[name].get(one.asked, one.right()) != one.right() for one in key.questions[name].variants)
    ]
    all_by_it = "All files are graded by it, those made before too."
    return [f"Another answer is right now, though the same is asked: {', '.join(said)}. {all_by_it}"] if said else []


def _questions(before: Key, key: Key) -> list[str]:
    """Return which questions came, went or were renamed since a release, and what that means for its answers."""
    names = formerly(before, key)
    new = [name for name in key.questions if name not in names]
    gone = [name for name in before.questions if name not in names.values()]
    renamed = [f"{former} is {name} now" for name, former in names.items() if name != former]
    said = {
        f"New: {', '.join(new)}. Who hands in a version without it is graded in proportion to what that asked.": new,
        f"Asked no more: {', '.join(gone)}. Answers to it are not counted.": gone,
        f"Renamed: {', '.join(renamed)}. Answers under either name are answers to the same question.": renamed,
    }
    return [sentence for sentence, which in said.items() if which]


def _as_released(key: Key) -> Marks:
    """Return what was released as a key; one of a former edition does not say and is taken as it stands."""
    return key.released or marks(key)


def _answers_alike(one: Marks, other: Marks) -> bool:
    return {name: part for name, part in one.items() if name != _WHOLE} == {
        name: part for name, part in other.items() if name != _WHOLE
    }


class _Carried:
    """What a person corrected in a key, taken over into a new one where nothing else changed it."""

    def __init__(self, source: Key, fresh: Key):
        self.source, self.fresh = source, fresh
        self.was, self.now = _as_released(source), fresh.released
        self.names = formerly(source, fresh)
        self.kept: list[str] = []
        self.lost: list[str] = []

    def key(self) -> Key:
        """Return the new key."""
        settings = {name: self._setting(name) for name in _SETTINGS}
        questions = {name: self._question(name, question) for name, question in self.fresh.questions.items()}
        return self.fresh.model_copy(update={**settings, "questions": questions})

    def told(self) -> list[str]:
        """Return what was taken over and what was not, in sentences."""
        kept, lost = ", ".join(dict.fromkeys(self.kept)), ", ".join(dict.fromkeys(self.lost))
        return [
            *([f"Corrected by hand in the key, and kept: {kept}."] if kept else []),
            *(
                [f"Corrected by hand in the former key and changed since, so not taken over: look at {lost}."]
                if lost
                else []
            ),
        ]

    def _setting(self, name: str) -> Any:
        mine, theirs = getattr(self.source, name), getattr(self.fresh, name)
        was, now = self.was[_WHOLE][name], self.now[_WHOLE][name]
        corrected = marks(self.source)[_WHOLE][name] != was
        if not corrected or mine == theirs:
            return theirs
        if name == "extensions":
            self.kept.append(name)
            numbers = {words(id) for id in mine}
            return {**{id: due for id, due in theirs.items() if words(id) not in numbers}, **mine}
        return self._settled(name, mine, theirs, same=was == now)

    def _question(self, name: str, fresh: KeyQuestion) -> KeyQuestion:
        former, now = self.names.get(name, ""), self.now[name]
        source, was = self.source.questions.get(former), self.was.get(former)
        if source is None or was is None:
            return fresh
        points = fresh.points
        if _digest(float(source.points)) != was["points"]:
            points = self._settled(name, source.points, fresh.points, same=was["points"] == now["points"])
        mine = {one.asked: one for one in source.variants}
        corrected = {asked for asked, one in mine.items() if _mark(one) != was.get(asked)} | (
            set(was) - set(mine) - {"points"}
        )
        variants = [
            self._settled(name, mine[one.asked], one, same=was.get(one.asked) == now[one.asked])
            if one.asked in corrected and one.asked in mine
            else one
            for one in fresh.variants
        ]
        if corrected - {one.asked for one in fresh.variants if one.asked in mine}:
            self.lost.append(name)
        return fresh.model_copy(update={"points": points, "variants": variants})

    def _settled(self, name: str, mine: Any, theirs: Any, same: bool) -> Any:
        """Return what a person wrote if what was released has not changed since."""
        (self.kept if same else self.lost).append(name)
        return mine if same else theirs
