"""The workshop: the statements in a text that the tables can decide, and what they say.

Rules and tables only. A statement is read where a sentence says plainly when an arrangement was founded, signed or
ended, how many members it has, who belongs, joined or left, whether it is an alliance, when an operation began and
ended, or how many serve in UN peacekeeping. Whatever is hedged, denied in a way the rules do not know, or said of
something else is left undecided, and the answer says so: it is better to say nothing than the opposite of the tables.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from mcollab.claims.ledger import check
from mcollab.claims.registry import Finding
from mcollab.course import data_dir
from mcollab.datapackage import ATTRS, load
from mcollab.errors import McollabError
from mcollab.membership import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = ["sentence", "statement", "verdict", "found", "check", "source"]
LONGEST = 1000
"""Characters of the longest sentence that is read; what is longer has no full stops and is hardly prose."""


def extract(text: str) -> pd.DataFrame:
    """Return the statements in a text that the tables can decide, and what they say.

    Parameters
    ----------
    text
        English prose, plain or with HTML or Markdown in it, of any length; time grows in step with the length.

    Returns
    -------
    DataFrame
        One row a statement, in the order of the text, and one for each sentence without any: ``sentence``;
        ``statement``, as it was read; ``verdict``, one of :data:`mcollab.claims.VERDICTS` or ``undecided``; ``found``,
        what the tables say, or why they decide nothing; ``check`` and ``source`` (BibTeX keys) of the finding.

    Raises
    ------
    McollabError
        If `text` is not a string.
    """
    if not isinstance(text, str):
        raise McollabError(f"No text but {type(text).__name__}: expected a string, such as a paragraph of your own.")
    names, findings, rows = _names(), {}, []
    for sentence in _sentences(_clean(text)):
        read = _read(sentence, names)
        for statement in read.statements:
            if statement not in findings:
                findings[statement] = _decide(statement)
            rows.append(_row(sentence, statement, findings[statement]))
        if not read.statements:
            rows.append([sentence, "", "undecided", read.why, "", ""])
    if not rows:
        rows.append(["", "", "undecided", "There is no text to check.", "", ""])
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame.attrs[ATTRS] = {"tables": ["arrangements", "memberships", "operations", "personnel", "countries"]}
    return frame


class _Statement(NamedTuple):
    """A statement as words and as a check; `denied` where the sentence says that it does not hold."""

    words: str
    line: str
    denied: bool = False
    sure: bool = True
    """Whether the tables know enough to call it wrong, not only to call it right."""
    past: bool = False
    """Whether it is said in the present of something that has ended."""


class _Read(NamedTuple):
    statements: list[_Statement]
    why: str = ""


def _decide(statement: _Statement) -> Finding:
    finding = check(statement.line)
    verdict = finding.verdict
    if statement.denied:
        verdict = (
            "wrong"
            if verdict == "supported"
            else "wrong"
            if verdict == "wrong" and "no longer" in statement.words
            else "supported"
        )
    elif statement.past and verdict == "supported":
        verdict = "outdated"
    if not statement.sure and verdict in ("wrong", "outdated"):
        return Finding(
            "undecided",
            f"Other dates or counts are in use for it, or the tables do not have all. They say: {finding.found}",
            finding.source,
        )
    return finding._replace(verdict=verdict)


def _row(sentence: str, statement: _Statement, finding: Finding) -> list[str]:
    return [sentence, statement.words, finding.verdict, finding.found, statement.line, finding.source]


# From text to sentences


def _clean(text: str) -> str:
    """Return the text without markup, control characters and what stands for a blank."""
    text = re.sub(r"<[^<>]{0,500}>", " ", html.unescape(text))
    text = re.sub(r"\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)", r"\1", text)
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        char
        if not unicodedata.category(char).startswith("C")
        else "\n"
        if char in "\n\r"
        else " "
        if char == "\t"
        else ""
        for char in text
    )
    text = re.sub(r"[*_`#|]+", "", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?", r"\1\2\3", text)  # U.S. and U.N. end no sentence


def _sentences(text: str) -> Iterator[str]:
    for line in re.split(r"\n\s*\n|\n(?=\s*(?:[-•]|\d+[.)])\s)", text):
        line = re.sub(r"^(?:[-•]|\d+[.)])\s+", "", " ".join(line.split()))
        for sentence in re.split(r"(?<=[.!?])[\"')”]?\s+(?=[\"'(“]?[^\Wa-z_])", line):
            if sentence.strip(" -•."):
                yield sentence.strip()


# Names


class _Names:
    """What the tables have names for, found word by word: time does not depend on how many names there are."""

    def __init__(self):
        self.arrangements = load("arrangements").set_index("id")
        self.operations = load("operations").set_index("id")
        self.countries = load("countries").set_index("iso3")
        memberships = load("memberships")
        held = memberships[memberships["status"].isin(MEMBERS)]
        # Open-ended coalitions and programmes, and forces of an organisation, are not recorded member by member.
        full = self.arrangements["kind"].isin(["alliance", "organization", "collective_security"]) | self.arrangements[
            "model"
        ].isin(["bilateral", "minilateral"])
        self.listed = set(self.arrangements[full].index) & set(held["arrangement"])
        self.words: dict[str, list[tuple[tuple[str, ...], bool, str, str]]] = {}
        meanings: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for kind, id, name in self._every():
            key = tuple(_spelling(word) for word in _WORD.findall(name))
            if key:
                meanings.setdefault(key, set()).add((kind, id))
                exact = len(key) == 1 or kind == "c"
                self.words.setdefault(key[0], []).append((key, exact, kind, id))
        for word, entries in self.words.items():  # a name that two things bear decides nothing
            clear = {entry for entry in entries if len(meanings[entry[0]]) == 1}
            self.words[word] = sorted(clear, key=lambda entry: -len(entry[0]))

    def _every(self) -> Iterator[tuple[str, str, str]]:
        for id, row in self.arrangements.iterrows():
            for name in {row["short_name"], re.sub(r"\s*\(.*\)$", "", row["name"]), *_ALIASES.get(id, ())}:
                yield "a", id, name
        for id, row in self.operations.iterrows():
            if re.fullmatch(r"[A-Z]{4,}(?: I{1,3})?", row["acronym"]) or row["acronym"] in ("KFOR", "SFOR", "IFOR"):
                yield "o", id, row["acronym"]
            if len(row["name"].split()) > 2:
                yield "o", id, row["name"]
        for code, row in self.countries.iterrows():
            for name in {row["name"], re.sub(r"\s*\(.*\)$", "", row["name"]), *_ALIASES.get(code, ())}:
                yield "c", code, name

    def mark(self, sentence: str) -> tuple[str, list[tuple[str, str]]]:
        """Return the sentence with each name as a mark, and what the marks stand for: kind (a, o, c) and id."""
        tokens = list(_WORD.finditer(sentence))
        out, found, at, i = [], [], 0, 0
        while i < len(tokens):
            hit = self._at(sentence, tokens, i)
            if hit is None:
                i += 1
                continue
            size, kind, id = hit
            found.append((kind, id))
            out.append(f"{sentence[at : tokens[i].start()]}{_OPEN}{kind}{len(found) - 1}{_SHUT}")
            at, i = tokens[i + size - 1].end(), i + size
        marked = "".join([*out, sentence[at:]])
        for i in range(1, len(found)):  # a name and its abbreviation beside it are one
            if found[i] == found[i - 1]:
                twice = (
                    rf"({_OPEN}\w{i - 1}{_SHUT})(?: ?\({_OPEN}\w{i}{_SHUT}\)|, (?:or )?(?:the )?{_OPEN}\w{i}{_SHUT},)"
                )
                marked = re.sub(twice, r"\1", marked)
        return marked, found

    def _at(self, sentence, tokens, i):
        for key, exact, kind, id in self.words.get(_spelling(tokens[i].group()), ()):
            run = tokens[i : i + len(key)]
            if len(run) < len(key) or any(_spelling(token.group()) != word for token, word in zip(run, key)):
                continue
            if any(not re.fullmatch(r"[-–—' /]{1,2}", sentence[a.end() : b.start()]) for a, b in zip(run, run[1:])):
                continue
            if (exact and not run[0].group()[0].isupper()) or (
                len(key) == 1 and len(key[0]) <= 5 and kind != "c" and not _capitals(run[0].group())
            ):
                continue
            return len(key), kind, id
        return None


def _names() -> _Names:
    folder = data_dir()
    return _names_of(
        tuple(
            (folder / f"{table}.csv").stat().st_mtime_ns
            for table in ("arrangements", "operations", "countries", "memberships")
        ),
        folder,
    )


@cache
def _names_of(stamps: tuple[int, ...], folder: Path) -> _Names:
    return _Names()


_WORD = re.compile(r"[^\W_]+")
_OPEN, _SHUT = "\ue000", "\ue001"  # private-use characters, which no cleaned text holds


def _spelling(word: str) -> str:
    return (
        word.casefold()
        .replace("organization", "organisation")
        .replace("defense", "defence")
        .replace("program", "programme")
        .replace("programmemes", "programmes")
        .replace("programmeme", "programme")
    )


def _capitals(word: str) -> bool:
    return sum(char.isupper() or char.isdigit() for char in word) >= 2 or word in ("Quad", "Squad")


_ALIASES = {
    "nato": ("North Atlantic Treaty Organization", "North Atlantic Alliance"),
    "warsaw-pact": ("Warsaw Treaty Organization",),
    "seato": ("Southeast Asia Treaty Organization", "South-East Asia Treaty Organization", "Manila Pact"),
    "cento": ("Baghdad Pact",),
    "gcc": ("Gulf Cooperation Council", "Gulf Co-operation Council"),
    "quad": ("Quadrilateral Security Dialogue",),
    "arab-league": ("League of Arab States",),
    "ecowas": ("Economic Community of West African States",),
    "aes": ("Alliance of Sahel States",),
    "us-rok": ("US-South Korea alliance", "US-ROK alliance", "US-Korea alliance"),
    "us-japan": ("US-Japan alliance", "US-Japan Security Alliance"),
    "five-eyes": ("Five Eyes alliance",),
    "GBR": ("United Kingdom", "UK", "Britain", "Great Britain"),
    "USA": ("United States", "US", "USA", "United States of America", "America"),
    "RUS": ("Russia",),
    "SUN": ("Soviet Union", "USSR"),
    "TUR": ("Turkey", "Türkiye"),
    "KOR": ("South Korea", "Republic of Korea"),
    "PRK": ("North Korea", "DPRK"),
    "CZE": ("Czech Republic", "Czechia"),
    "DDR": ("East Germany",),
    "VNM": ("Vietnam",),
    "LAO": ("Laos",),
    "BRN": ("Brunei",),
    "IRN": ("Iran",),
    "SYR": ("Syria",),
    "MDA": ("Moldova",),
    "TZA": ("Tanzania",),
    "BOL": ("Bolivia",),
    "VEN": ("Venezuela",),
    "CIV": ("Ivory Coast", "Côte d'Ivoire"),
    "TLS": ("East Timor", "Timor-Leste"),
    "SWZ": ("Swaziland",),
    "CPV": ("Cape Verde",),
    "NLD": ("Netherlands", "Holland"),
    "MKD": ("Macedonia", "North Macedonia"),
    "XKX": ("Kosovo",),
    "ARE": ("UAE", "United Arab Emirates"),
}

# An organisation with more than one founding date in use: a date other than ours does not make a statement wrong.
_SEVERAL_FOUNDINGS = {
    "eu", "csdp", "osce", "quad", "sco", "weu", "five-eyes", "au", "apsa", "asf", "easf", "mnjtf", "oas", "iadb", "unc", "cento", "us-japan", "peninsula-shield",
    "ots", "jef", "eac", "sadc", "pif", "igad", "eccas", "cis", "anglo-portuguese-1373", "counter-isis-coalition", "caricom", "arf", "gcc-security-agreement", "csto",
    "narc", "fomac", "ecowas-standby-force", "sadc-standby-force", "bimstec", "guam", "norad", "nato-au", "pfp", "ici", "med-dialogue", "un", "pesco",
}  # fmt: skip


# Sentences to statements

_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        1,
    )
}
_MONTH = "|".join(_MONTHS)
_DATE = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH}),? (?P<year>[12]\d{{3}})|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year2>[12]\d{{3}})|(?P<month3>{_MONTH}),? (?:of )?(?P<year3>[12]\d{{3}})|(?P<year4>[12]\d{{3}})(?P<decade>s)?)"
_ON = rf"(?:in|on|from|of|dating from|back in) (?:the )?(?:year |early |mid-?|late )?{_DATE}(?![\d–-]|s\b| (?:or|to|and) [12]\d{{3}}| BCE?\b)"
_ADVERB = r"(?:(?:first|formally|officially|originally|initially|jointly|also|finally|later|itself) )?"
_FOUNDED = r"(?:founded|established|created|formed|set up|launched|inaugurated|instituted)"
_BY = r"(?: by [^,.;:()\ue000-\ue001]{1,60})?(?: (?:at|in) [A-Z][\w .]{1,30}?)?"
_A, _O, _C = (rf"{_OPEN}{kind}(?P<{kind}>\d+){_SHUT}" for kind in "aoc")
_ANY_C = rf"(?:[Tt]he )?(?:Kingdom of |Republic of )?{_OPEN}c\d+{_SHUT}"
_LIST = rf"(?P<list>{_ANY_C}(?:(?:, (?:and |plus )?| and | as well as ){_ANY_C}){{0,60}})"
_NOUN = r"(?: (?:treaty|pact|agreement|alliance|organi[sz]ation|bloc|partnership|mission|operation|force))?"
_PASSIVE = r"(?: (?:was|were|had been|has been|being) |, (?:which|that) (?:was|were|had been) |, | \()"
_ASIDE = rf"(?: ?\([^(){_OPEN}]{{1,80}}\))?(?:, (?!which|that)[^,;(){_OPEN}]{{1,100}},)?"
_START = r"(?:^|[,;:(–—] ?)(?:(?:[Tt]oday|[Cc]urrently|[Nn]ow|[Aa]t present),? )?(?:(?:and|but|while|whereas|although|though|since|as|when) )?(?:[Tt]he )?"
_PERIOD = r"(?:^|[,;] ?)(?:In|in|By the end of|As of|as of) (?P<in>[12]\d{3}), ?"
_MEMBERS_WORD = (
    r"(?:participating states|member states|member countries|member nations|members|states|countries|nations|allies)"
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_NUMBER = rf"(?P<number>\d{{1,3}}|(?i:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[:9])}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))}))"
_END_OF_COUNT = r"(?! (?:in|from|of|on|who|that|which|outside|bordering|along|near|without|with|to|have left|had left|left|joined|participat\w+|contribut\w+|or|at|as)\b)(?!-|,? ?(?:the )?\ue000c)"

_HEDGE = re.compile(
    r"\?|\b(?:[Ii]f|[Uu]nless|would|could|might|may|should|will|shall|[Nn]ot|[Nn]ever|[Nn]or|[Nn]either|[Nn]o longer|cannot|\w+n't|[Ww]ithout|[Mm]yth|[Ff]alse\w*|[Uu]ntrue|[Ii]ncorrect\w*|"
    r"[Mm]istaken\w*|[Ww]rong\w*|[Ff]iction\w*|[Rr]ather than|[Ii]nstead of|[Hh]oped?|[Pp]lan\w*|[Pp]ropos\w+|[Ii]magin\w+|[Ss]uppos\w+|[Aa]lmost|[Nn]early became|[Dd]en(?:y|ie[sd])|[Ww]as to be|[Ff]ailed|[Aa]ttempt\w*|[Hh]alf|[Ss]o-called|[Uu]nlike|[Cc]ompared|[Tt]han)\b"
)


def _pattern(*parts: str) -> re.Pattern:
    return re.compile("".join(parts))


_PATTERNS = [
    # when an arrangement or operation began
    ("founded", _pattern(_START, _A, _NOUN, _ASIDE, _PASSIVE, _ADVERB, _FOUNDED, _BY, " ", _ON)),
    (
        "founded",
        _pattern(
            r"\b(?:is|was|including|includes|such as|like|namely) (?:the )?",
            _A,
            _NOUN,
            r"(?: ?\([^()]{1,60}\))?(?:, | \()(?:which was |that was )?",
            _ADVERB,
            _FOUNDED,
            _BY,
            " ",
            _ON,
        ),
    ),
    (
        "founded",
        _pattern(_START, _A, _NOUN, r" ?\((?:est\.?|established|founded|created|formed)(?: in)? ", _DATE, r"\)"),
    ),
    (
        "founded",
        _pattern(
            _START,
            _A,
            _NOUN,
            _ASIDE,
            r" (?:was born|came into (?:being|existence)|dates (?:back to|from)|has existed since|originated|began) ?(?:in )?(?:the year )?",
            _DATE,
            r"(?![\d–-]|s\b)",
        ),
    ),
    (
        "founded",
        _pattern(
            r"(?:^|[,;] )(?:",
            _FOUNDED.replace("founded", "[Ff]ounded")
            .replace("established", "[Ee]stablished")
            .replace("created", "[Cc]reated")
            .replace("formed", "[Ff]ormed")
            .replace("set up", "[Ss]et up")
            .replace("launched", "[Ll]aunched"),
            ")",
            _BY,
            " ",
            _ON,
            r", (?:the )?",
            _A,
        ),
    ),
    (
        "founded",
        _pattern(
            r"(?:founding|foundation|establishment|creation|formation|launch) of (?:the )?",
            _A,
            r"(?: ?\([^()]{1,60}\))? ",
            _ON,
        ),
    ),
    (
        "founded",
        _pattern(
            r"\b(?:founded|established|created|formed|set up|launched) (?:the )?", _A, r"(?: ?\([^()]{1,60}\))? ", _ON
        ),
    ),
    ("signed", _pattern(_START, _A, _NOUN, _ASIDE, _PASSIVE, _ADVERB, r"(?:signed|concluded)", _BY, " ", _ON)),
    (
        "in_force_since",
        _pattern(
            _START,
            _A,
            _NOUN,
            _ASIDE,
            r" (?:entered|came|has been|went) (?:into|in) (?:force|effect) ?(?:in|on|since|from)? ?",
            _DATE,
            r"(?![\d–-]|s\b)",
        ),
    ),
    (
        "ended",
        _pattern(
            _START,
            _A,
            _NOUN,
            _ASIDE,
            r",? (?:(?:which|that) )?(?:(?:was|were|had been) )?",
            _ADVERB,
            r"(?:dissolved|disbanded|ended|terminated|abolished|wound up|ceased to exist|collapsed)(?: itself)?",
            _BY,
            " ",
            _ON,
        ),
    ),
    ("ended", _pattern(r"(?:dissolution|disbandment|end) of (?:the )?", _A, " ", _ON)),
    (
        "began",
        _pattern(
            _START,
            _O,
            _NOUN,
            _ASIDE,
            "(?:",
            _PASSIVE,
            _ADVERB,
            r"(?:founded|established|created|authori[sz]ed|launched|started|set up)| (?:began|started))",
            _BY,
            " ",
            _ON,
        ),
    ),
    (
        "began",
        _pattern(
            r"(?:^|[,;] )(?:[Ee]stablished|[Cc]reated|[Ll]aunched|[Aa]uthori[sz]ed)", _BY, " ", _ON, r", (?:the )?", _O
        ),
    ),
    (
        "closed",
        _pattern(
            _START,
            _O,
            _NOUN,
            _ASIDE,
            r",? (?:(?:which|that) )?(?:(?:was|were|had been) )?",
            _ADVERB,
            r"(?:ended|terminated|closed|completed|concluded|withdrawn|shut down|wound up)(?: its (?:mission|mandate|work|operations))?",
            _BY,
            " ",
            _ON,
        ),
    ),
    # how many belong to it
    (
        "count",
        _pattern(
            "(?:",
            _PERIOD,
            ")?",
            _START.replace("(?:^|", "(?:^|(?<=, )|"),
            _A,
            _NOUN,
            _ASIDE,
            r",? (?:(?:which|that|now|currently|today|presently) )?(?:(?P<past>had|comprised|counted|consisted of|numbered)|has|comprises|comprising|counts|numbers|consists of|consisting of|includes|is made up of|made up of|is composed of|composed of|unites|brings together|groups|with) (?:(?:a total of|now|currently|today|only|just|exactly|its|grown to) )?",
            _NUMBER,
            " ",
            _MEMBERS_WORD,
            r"\b(?: (?:in|as of|by) (?P<then>[12]\d{3})\b)?",
            _END_OF_COUNT,
        ),
    ),
    (
        "count",
        _pattern(
            r"(?:^|[,;] )(?:[Cc]omprising|[Cc]onsisting of|[Ww]ith|[Cc]ounting|[Uu]niting|[Mm]ade up of|[Cc]omposed of) (?:(?:now|currently|only|its) )?",
            _NUMBER,
            " ",
            _MEMBERS_WORD,
            r", (?:the )?",
            _A,
        ),
    ),
    ("count", _pattern(r"\b", _NUMBER, r"-(?:member|nation|country|state) (?:\w+ )?", _A)),
    (
        "count",
        _pattern(
            _A,
            r"(?:'s|s') (?:current |present )?",
            _NUMBER,
            r" (?:current )?(?:member states|member countries|member nations|members|allies)\b",
            _END_OF_COUNT,
        ),
    ),
    (
        "count",
        _pattern(
            r"\b(?:[Tt]he|[Aa]ll) (?:current )?",
            _NUMBER,
            r" (?:current )?(?:member states|member countries|member nations|members) of (?:the )?",
            _A,
            r"(?! (?:that|who|which|in|from|with|without|bordering)\b)",
        ),
    ),
    (
        "count",
        _pattern(
            r"\b[Tt]here are (?:now |currently )?",
            _NUMBER,
            r" (?:member states|member countries|members|countries|states) in (?:the )?",
            _A,
            r"(?=[.,;]|$| today| now)",
        ),
    ),
    (
        "count",
        _pattern(
            r"(?:^|[,;:] ?)(?:[Tt]oday,? |[Cc]urrently,? )?",
            _NUMBER,
            r" (?:countries|states|nations) are (?:now |currently )?members of (?:the )?",
            _A,
        ),
    ),
    (
        "count_its",
        _pattern(
            r"\bits (?:current |now |present )?",
            _NUMBER,
            r" (?:current )?(?:member states|member countries|member nations|members)\b",
            _END_OF_COUNT,
        ),
    ),
    # who belongs to it
    (
        "includes",
        _pattern(
            r"(?:^|[,;:] ?(?:and |but |while |whereas )?)(?:Both |[Tt]oday,? |Currently,? )?",
            _LIST,
            r",? (?:is|are|remains?|(?P<past>was|were))(?: (?:also|both|all|still|now|currently|already|today))?(?P<not> not(?: yet)?| no longer| never)? (?:an? |the )?(?:(?:full|current|active) )?(?:members?|member states?|member countr(?:y|ies)) of (?:the )?",
            _A,
        ),
    ),
    (
        "includes",
        _pattern(
            _START,
            _A,
            r"(?:'s|s')? (?:members|member states|member countries) (?:currently )?include (?P<more>)",
            _LIST,
        ),
    ),
    (
        "includes",
        _pattern(_START, _A, r" includes ", _LIST, r"(?: among (?:its|the) members)?\b(?='?[,.;]|$| among| and other)"),
    ),
    (
        "members_are",
        _pattern(
            _START,
            _A,
            _NOUN,
            _ASIDE,
            r",? (?:(?:which|that|now|currently) )?(?:is made up of|made up of|is composed of|composed of|consists of|consisting of|comprises|comprising|groups|is a (?:\w+ ){0,3}(?:pact|partnership|agreement|grouping|dialogue) (?:of|between|among)) ",
            _LIST,
            r"(?=\.?$|[;.)]|, (?:was|is|has)\b)",
        ),
    ),
    (
        "joined",
        _pattern(
            r"(?:^|[,;:] ?(?:and |but |while |whereas )?|[Ww]hen |[Aa]fter |[Ss]ince )(?:Both )?",
            _LIST,
            r",? (?:has |have |had )?",
            _ADVERB,
            r"(?:joined|acceded to|entered|became (?:an? |the )?(?:\d+(?:st|nd|rd|th) |full |new |newest |latest )?members? of|(?:was|were) admitted to) (?:the )?",
            _A,
            r"(?:(?: as (?!an? (?:partner|observer|associate))[^,.;]{1,40})?,? ",
            _ON,
            r")?(?! as an? (?:observer|partner|associate))",
        ),
    ),
    ("joined", _pattern(rf"(?P<list>{_ANY_C})'s? (?:accession to|admission to|entry into) (?:the )?", _A, " ", _ON)),
    (
        "left",
        _pattern(
            r"(?:^|[,;:] ?(?:and |but |while |whereas )?|[Ww]hen |[Aa]fter )(?:Both )?",
            _LIST,
            r",? (?:has |have |had )?",
            _ADVERB,
            r"(?:left|quit|withdrew from|exited|pulled out of) (?:the )?",
            _A,
            r",? ",
            _ON,
        ),
    ),
    # what it is
    (
        "alliance",
        _pattern(
            _START,
            _A,
            _ASIDE,
            r" (?:is|remains|constitutes)(?P<not> not)? (?:an? |the )?(?:political and (?=military )|military and political )?(?:(?:military|defen[cs]e|defensive|defence|security|formal|regional|collective|multilateral|bilateral|trilateral|transatlantic|Western|and) ){0,4}alliance(?=[,.;:)]|$| (?:of|that|which|between|in|with|and|but|founded|formed|based|led|to|comprising)\b)",
        ),
    ),
    (
        "under_way",
        _pattern(
            _START,
            _O,
            _ASIDE,
            r" (?:(?:is|remains|continues to be) (?:(?:still|currently) )?(?P<not>no longer )?(?:under way|underway|ongoing|active|in operation|operating|deployed|at work)|continues(?: to operate| its work)?)\b",
        ),
    ),
    (
        "first_operation",
        _pattern(
            rf"\b[Ff]irst (?:{_OPEN}a\d+{_SHUT} )?peacekeeping (?:mission|operation)(?: was| were)? ?(?:(?:established|created|launched|deployed|authori[sz]ed|set up|began|started|took place) )?(?:in|dates from) (?:the )?",
            _DATE,
            r"(?![\d–-])",
        ),
    ),
    (
        "first_operation",
        _pattern(
            rf"{_OPEN}a\d+{_SHUT} has (?:conducted|run|deployed|carried out|mounted|led|been conducting|been running) peacekeeping (?:missions|operations) since ",
            _DATE,
            r"(?![\d–-])",
        ),
    ),
    (
        "personnel",
        _pattern(
            r"\b(?P<people>\d{1,3}(?:,\d{3})+|\d{4,6}) (?:UN |uniformed |military |United Nations )?(?:peacekeepers|blue helmets|troops|soldiers|personnel|military personnel)\b"
        ),
    ),
]


def _read(sentence: str, names: _Names) -> _Read:
    """Return the statements of a sentence, or why there are none."""
    if len(sentence) > LONGEST:
        return _Read([], f"The sentence is longer than {LONGEST} characters and is not read.")
    marked, found = names.mark(sentence)
    subjects = list(dict.fromkeys(id for kind, id in found if kind in "ao"))
    statements: list[_Statement] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(marked):
            statement = _statement(name, match, marked, found, names)
            if statement is not None and statement not in statements:
                statements.append(statement)
    if statements:
        return _Read(statements)
    if subjects:
        labels = [names.arrangements["short_name"].get(id) or names.operations["acronym"].get(id) for id in subjects]
        return _Read(
            [],
            f"It names {', '.join(labels[:5])} but says nothing of a kind that the tables record, or not plainly enough.",
        )
    words = _WORD.findall(sentence.casefold())
    if len(words) >= 8 and not _ENGLISH & set(words):
        return _Read([], "It does not look like English; only English is read.")
    return _Read([], "It names no arrangement or operation of the tables.")


_ENGLISH = set(
    [
        "the",
        "of",
        "and",
        "a",
        "an",
        "in",
        "to",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "its",
        "it",
        "by",
        "for",
        "with",
        "that",
        "which",
        "on",
        "as",
        "at",
        "from",
        "this",
        "be",
        "been",
        "not",
    ]
)


def _statement(
    name: str, match: re.Match, marked: str, found: list[tuple[str, str]], names: _Names
) -> _Statement | None:
    groups = match.groupdict()
    negation = (groups.get("not") or "").strip()
    rest = (
        marked[: match.start()]
        + (match.group().replace(negation, "", 1) if negation else match.group())
        + marked[match.end() :]
    )
    if _HEDGE.search(_AT_LEAST.sub("", rest)):
        return None
    if name == "personnel":
        return _people(match, marked, found)
    if name == "first_operation":
        return _first_operation(match, found)
    if name in ("began", "closed", "under_way"):
        return _operation(name, match, found[int(groups["o"])][1], negation, names)
    arrangement = found[int(groups["a"])][1] if groups.get("a") else None
    if name == "count_its":
        ids = {id for kind, id in found if kind == "a"}
        if len(ids) != 1 or any(kind == "o" for kind, _ in found) or marked.index(_OPEN) > match.start():
            return None
        name, arrangement = "count", ids.pop()
    row, label = names.arrangements.loc[arrangement], names.arrangements["short_name"][arrangement]
    over, listed = pd.notna(row["ended"]), arrangement in names.listed
    past = over and _PRESENT.search(match.group()) is not None
    if over and negation:
        return None
    if name in ("founded", "signed", "in_force_since", "ended"):
        return _beginning(name, match, arrangement, label)
    if name == "count":
        number, year = _number(groups["number"]), groups.get("in") or groups.get("then")
        if (
            not listed
            or number < 2
            or (groups.get("past") and not (year or over))
            or _CHANGE.search(marked)
            or (not year and _YEAR_AFTER.search(marked[match.end() :]))
        ):
            return None
        return _Statement(
            f"{label} {'had' if year or over else 'has'} {number} members{f' in {year}' if year else ''}",
            f"count {arrangement} {number}" + (f" {year}" if year else ""),
            past=past and not year,
        )
    if name == "alliance":
        return _Statement(
            f"{label} is{' not' if negation else ''} an alliance", f"alliance {arrangement}", bool(negation), past=past
        )
    codes = list(dict.fromkeys(found[int(number)][1] for number in re.findall(rf"{_OPEN}c(\d+)", groups["list"])))
    who = ", ".join(names.countries["name"][code] for code in codes)
    if name == "members_are":
        return (
            _Statement(f"The members of {label} are {who}", f"members_are {arrangement} {' '.join(codes)}", past=past)
            if listed and len(codes) > 1
            else None
        )
    if name in ("joined", "left"):
        date = _date(match)
        if date is None or match.groupdict().get("decade"):
            return None
        # A state that continues another has joined, as one may say, when the other did.
        sure = listed and not set(codes) & set(names.countries["successor"].dropna())
        return _Statement(
            f"{who} {name} {label} {_in(date)}", f"{name} {arrangement} {date} {' '.join(codes)}", sure=sure
        )
    if (groups.get("past") and not over) or (negation and len(codes) > 1) or negation in ("never", "not yet"):
        return None
    verb = "were" if over and not past else "are" if len(codes) > 1 else "is"
    return _Statement(
        f"{who} {verb}{f' {negation}' if negation else ''} {'members' if len(codes) > 1 else 'a member'} of {label}",
        f"includes {arrangement} {' '.join(codes)}",
        bool(negation),
        sure=listed,
        past=past,
    )


_AT_LEAST = re.compile(r"\b(?:[Mm]ore|[Ff]ewer|[Ll]ess) than\b")
_PRESENT = re.compile(r"\b(?:has|is|are|comprises|counts|numbers|consists|includes?|unites|groups|brings|remains?)\b")
_CHANGE = re.compile(r"\b(?:[Ff]ounding|[Oo]riginal|grew|grown|expanded|rose|enlarged|from \w+ to)\b")
_YEAR_AFTER = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Uu]ntil|[Ww]hen|[Aa]fter|[Aa]s of|[Bb]efore|[Ff]rom) (?:\w+ ){0,2}[12]\d{3}\b"
)


def _beginning(name: str, match: re.Match, arrangement: str, label: str) -> _Statement | None:
    date, sure = _date(match), arrangement not in _SEVERAL_FOUNDINGS
    if match.groupdict().get("decade"):
        return (
            _Statement(
                f"{label} was founded in the {date}s", f"founded {arrangement} {date} {int(date) + 9}", sure=sure
            )
            if name == "founded"
            else None
        )
    words = {
        "founded": "was founded",
        "signed": "was signed",
        "in_force_since": "entered into force",
        "ended": "ended",
    }[name]
    return _Statement(f"{label} {words} {_in(date)}", f"{name} {arrangement} {date}", sure=sure)


def _operation(name: str, match: re.Match, operation: str, negation: str, names: _Names) -> _Statement | None:
    label = names.operations["acronym"][operation]
    if name == "under_way":
        return _Statement(
            f"{label} is {'no longer ' if negation else ''}under way", f"under_way {operation}", bool(negation)
        )
    date = _date(match)
    if date is None or match.groupdict().get("decade"):
        return None
    # A mandate, the first troops and the last may lie in neighbouring years: a year more or less decides nothing.
    day = names.operations[{"began": "start", "closed": "end"}[name]][operation]
    near = pd.notna(day) and abs(day.year - int(date[:4])) <= 1
    return _Statement(
        f"{label} {'began' if name == 'began' else 'ended'} {_in(date)}", f"{name} {operation} {date}", sure=not near
    )


def _first_operation(match: re.Match, found: list[tuple[str, str]]) -> _Statement | None:
    """When UN peacekeeping began."""
    if "un" not in {id for _, id in found} or {id for kind, id in found if kind == "a"} != {"un"}:
        return None
    year = _date(match)[:4]
    last = int(year) + 9 if match["decade"] else int(year)
    return _Statement(
        f"The first UN peacekeeping operation was in {year}{'s' if match['decade'] else ''}",
        f"first operations un_peacekeeping=true {year} {last}",
    )


def _people(match: re.Match, marked: str, found: list[tuple[str, str]]) -> _Statement | None:
    """A number of people in UN peacekeeping as a whole, now."""
    number = int(match["people"].replace(",", ""))
    whole = re.search(r"\b(?:[Pp]eacekeep\w+|blue helmets|active missions)\b", marked)
    other = (
        {id for _, id in found} - {"un"}
        or re.search(r"\b[12]\d{3}\b(?!,)", marked.replace(match.group(), ""))
        or _OTHER_PEOPLE.search(_AT_LEAST.sub("", marked))
    )
    if not whole or other or number < 1000:
        return None
    return _Statement(f"About {number:,} serve in UN peacekeeping", f"personnel {number}")


_OTHER_PEOPLE = re.compile(
    r"\b(?:died|killed|deaths?|lost|cut|reduc\w+|withdr\w+|peak\w*|more|fewer|were|was|had|since|of whom|women|mission in|operation in|additional|police|sent|sends|contributes|provides|NATO|African Union)\b"
)


def _date(match: re.Match) -> str | None:
    """Return the date that a pattern found, as a year, a month or a day."""
    groups = match.groupdict()
    year = next((groups[key] for key in ("year", "year2", "year3", "year4") if groups.get(key)), None)
    month = next((groups[key] for key in ("month", "month2", "month3") if groups.get(key)), None)
    day = next((groups[key] for key in ("day", "day2") if groups.get(key)), None)
    if year is None:
        return None
    return "-".join([year, *([f"{_MONTHS[month]:02}"] if month else []), *([f"{int(day):02}"] if day else [])])


def _in(date: str) -> str:
    return f"{'on' if len(date) > 7 else 'in'} {date}"


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    first, _, second = word.lower().partition("-")
    if first in _UNITS:
        return _UNITS.index(first) + 1
    return 20 + 10 * _TENS.index(first) + (_UNITS.index(second) + 1 if second else 0)
