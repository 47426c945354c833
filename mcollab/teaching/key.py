"""The key of an assignment: every variant with its answer. It stays on the instructor's disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self

import yaml
from pydantic import Field, field_validator, model_validator

from mcollab import yamlfile
from mcollab.errors import McollabError
from mcollab.questions.kinds import AnyQuestion
from mcollab.questions.model import Model, Slug, Text
from mcollab.teaching import files, handin
from mcollab.teaching.assignment import Extensions, Late, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT: Literal["mcollab.key/1"] = "mcollab.key/1"
_FOOT = "# Leave what follows as it is: it tells what you corrected above.\n"
_HEAD = (
    "# The key of this assignment, with every answer: keep it to yourself. "
    "Correct it here if an answer is wrong, and grade again.\n"
)


class KeyQuestion(Model):
    """A question of the key: what it is worth, and every variant with its answer."""

    points: Annotated[float, Field(gt=0, le=1000)]
    variants: Annotated[list[AnyQuestion], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if len({question.kind for question in self.variants}) > 1:
            raise ValueError("its variants are not of one kind")
        return self


class Key(Model):
    """What grading needs: ``week3.key.yml``. It may be corrected by hand; grading again takes it up."""

    format: Literal["mcollab.key/1"] = FORMAT
    assignment: Slug
    course: Slug | None = Field(None, description="tells this course from others with an assignment of that id")
    title: Text
    version: Text
    due: Moment | None = None
    late: Late | None = None
    extensions: Extensions = Field({})
    questions: Annotated[dict[str, KeyQuestion], Field(min_length=1)]
    released: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="digests of what was released: see `rekey`"
    )
    earlier: list[Text] = Field(
        default_factory=list, description="the versions that were released before, in their order"
    )

    @field_validator("format", mode="before")
    @classmethod
    def _known(cls, value: object) -> object:
        if value != FORMAT:
            raise ValueError(
                f"{value!r} is of another version of mcollab: install the newest one, or release the assignment again"
            )
        return value

    @property
    def out_of(self) -> float:
        """The points of all questions together."""
        return sum(question.points for question in self.questions.values())


class Keys(NamedTuple):
    """The keys of every version that was released: an answer is marked by the question to which it was given.

    What several versions asked is marked by the key of the latest, in which a mistake may have been corrected since: a
    former key serves only for what no later one asks.

    Attributes
    ----------
    by_version
        Each key by its version.
    now
        The key of the version released now; after its own variants it has those that it does not ask any more, of
        whatever kind.
    places
        Where among those variants stands what a version asked, by version, question and fingerprint.
    names
        Under which name a version asked a question, by version and by the name that it has now: see `formerly`.
    """

    by_version: dict[str, Key]
    now: Key
    places: dict[tuple[str, str, str], int]
    names: dict[str, dict[str, str]]

    @classmethod
    def of(cls, key: Key, former: Iterable[Key] = ()) -> Self:
        """Return the keys of the version released now and of former ones."""
        every = [key, *former]
        names = {one.version: formerly(one, key) for one in every}
        questions, places = {}, {}
        for name, asked in key.questions.items():
            variants = list(asked.variants)
            still = {one.asked for one in variants}
            for old in every:
                before = names[old.version].get(name)
                for one in old.questions[before].variants if before else []:
                    if old is not key and one.asked in still:
                        continue
                    if one not in variants:
                        variants.append(one)
                    places[old.version, name, one.asked] = variants.index(one)
            questions[name] = asked.model_copy(update={"variants": variants})
        now = key.model_copy(update={"questions": questions})
        return cls({one.version: one for one in every}, now, places, names)

    def place(self, name: str, asked: str, *versions: str) -> int | None:
        """Return which variant of a question has the fingerprint `asked`; None if no key here asked that.

        The latest version that asked it decides; of those whose order the key does not say, as one of a former edition,
        the first of `versions`, and then any other.
        """
        order = [self.now.version, *reversed(self.now.earlier), *versions, *self.by_version]
        looked_at = ((version, name, asked) for version in order)
        return next((self.places[one] for one in looked_at if one in self.places), None)

    def dealt(self, student: str, name: str, asked: str) -> bool:
        """Return whether some version asked that of a student; no other may have been."""
        for version, key in self.by_version.items():
            before = self.names[version].get(name, "")
            variants = key.questions[before].variants if before else []
            if variants and variants[handin.variant(key.assignment, student, before, variants)].asked == asked:
                return True
        return False


def formerly(old: Key, key: Key) -> dict[str, str]:
    """Return under which name a former key asked each question of a key that it asked, by the name in the latter.

    A question that was renamed is the same one: of those that go by no name of `key`, the one that asked some of it in
    the same words.
    """
    found = {name: name for name in key.questions if name in old.questions}
    left = {name: {one.asked for one in asked.variants} for name, asked in old.questions.items() if name not in found}
    for name, asked in key.questions.items():
        same = (before for before, words in left.items() if any(one.asked in words for one in asked.variants))
        if name not in found and (before := next(same, None)):
            found[name] = before
            del left[before]
    return found


def read(path: Path) -> Key:
    """Return the key of a file.

    Raises
    ------
    McollabError
        With file and line, if it cannot be read or does not fit; or if it is the assignment, which is easily given
        for its key.
    """
    file = yamlfile.read(path, "a key, such as `mcollab release` writes")
    given = file.content
    if isinstance(given, dict) and "id" in given and "format" not in given:
        raise McollabError(
            f"{file.name} is the assignment, not its key: give {given['id']}.key.yml, which `mcollab release` wrote."
        )
    return file.validated(Key)


def former(path: Path, assignment: str, version: str = "") -> list[Key]:
    """Return the keys of other versions than `version`, which stand beside `path` as ``<id>.<version>.key.yml``.

    Raises
    ------
    McollabError
        If one of them cannot be read, or two differ and are of one version.
    """
    found: dict[str, tuple[Key, str]] = {}
    for one in sorted(path.parent.glob(f"{assignment}.*.key.yml")):
        old = read(one) if one.name != path.name else None
        if old is None or old.assignment != assignment or old.version == version:
            continue
        known, name = found.setdefault(old.version, (old, one.name))
        if known != old:
            raise McollabError(
                f"{name} and {one.name} are both of version {old.version!r} and differ: move the wrong one away."
            )
    return [old for old, _ in found.values()]


def write(path: Path, key: Key) -> Path | None:
    """Write the key, readable by its owner alone; return where a key of another version that was there now stands."""
    kept = None
    if path.exists():
        before = read(path)
        if before.version != key.version:
            kept = path.with_name(f"{key.assignment}.{before.version}.key.yml")
            path.replace(kept)
    content = key.model_dump(mode="json", exclude={"questions", "released", "earlier"}, exclude_defaults=True)
    questions = {
        name: {
            "points": question.points,
            "variants": [
                one.model_dump(mode="json", exclude={"generator", "variants", "section"}, exclude_defaults=True)
                for one in question.variants
            ],
        }
        for name, question in key.questions.items()
    }
    text = _HEAD + _yaml({"format": FORMAT, **content, "questions": questions})
    files.write_text(path, text + _FOOT + _yaml({"earlier": key.earlier, "released": key.released}))
    path.chmod(0o600)
    return kept


def _yaml(content: dict[str, Any]) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False, width=120))
