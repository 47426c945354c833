r"""What is wrong with the LaTeX of a formula, before it becomes MathML.

The converter of docutils draws what it can: an open brace ends with the formula, a second index moves up. So a formula
is read here first, as LaTeX would: braces, arguments, indices and cells are all there, or a sentence says which is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils.utils.math import latex2mathml as converter

ARGUMENTS = {
    **dict.fromkeys([*converter.fractions, "overset", "underset"], 2),
    **dict.fromkeys([*converter.accents, *converter.over, *converter.under, *converter.math_alphabets], 1),
    **dict.fromkeys(["sqrt", "phantom", "boxed", "xleftarrow", "xrightarrow", "mod", "pmod", "pod", "not"], 1),
}
"""How many arguments a command takes."""

OPTIONAL = ("sqrt", "cfrac", "xleftarrow", "xrightarrow")
WORDS = ("text", "mbox", "textrm", "operatorname", "hspace", "mspace")
SEVERAL = (*converter.functions, *converter.modulo_functions, "idotsint")
"""Commands that are drawn as more than one thing."""

LETTERS = (*converter.math_alphabets, *converter.modulo_functions)
"""Commands that take one piece or group, without what the piece itself takes."""

ABOVE = (*converter.accents, *converter.over)

_PIECE = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[a-zA-Z]+|\\.|\d[\d.,]*\d|\S", re.DOTALL)


class LatexError(ValueError):
    """What is wrong with a formula."""


@dataclass
class _Level:
    """A group that is open: by what, what stands last in it, how many arguments that still lacks, how many things."""

    opener: str
    base: str = ""
    scripts: str = ""
    wanted: int = 0
    things: int = 0


class _Reader:
    def __init__(self, formula: str, block: bool) -> None:
        self.formula = formula
        self.pieces = list(_PIECE.finditer(formula))
        self.at = 0
        rows = block and any(piece[0] == r"\\" for piece in self.pieces)
        self.levels = [_Level("rows" if rows else "")]

    def read(self) -> None:
        while self.at < len(self.pieces):
            piece = self.next()
            if piece in ("_", "^"):
                self.script(piece)
            elif piece in ("&", r"\\"):
                self.cell(piece)
            elif piece == "{":
                self.levels.append(_Level(piece))
            elif piece == "}":
                self.close(piece, "{")
            elif piece.startswith(r"\begin"):
                self.levels.append(_Level(piece))
            elif piece.startswith(r"\end"):
                self.close(piece, piece.replace("end", "begin", 1))
            elif piece.startswith("\\"):
                self.command(piece[1:])
            else:
                self.thing(piece)
        self.complete("the end")
        if len(self.levels) > 1:
            raise LatexError(f"{self.levels[-1].opener} is not closed")

    def next(self) -> str:
        self.at += 1
        return self.pieces[self.at - 1][0]

    def peek(self) -> str:
        return self.pieces[self.at][0] if self.at < len(self.pieces) else ""

    def complete(self, before: str) -> None:
        level = self.levels[-1]
        if level.wanted:
            after = f"{level.scripts[-1]}" if level.scripts else level.base
            raise LatexError(f"something is missing between {after} and {before}")

    def thing(self, piece: str, arguments: int = 0) -> None:
        """Something that is drawn: an argument, if one is missing, or else the next base of indices."""
        level = self.levels[-1]
        if level.wanted:
            if len(piece) > 1 and piece[0].isdigit():
                raise LatexError(
                    f"LaTeX takes {piece[0]} of {piece} alone here: write {{{piece}}} for the whole number"
                )
            level.wanted += arguments - 1
        elif piece != "'":
            level.base, level.scripts, level.wanted = piece, "", arguments
            level.things += 1
        else:
            # A prime is no new base for LaTeX: what x has below it, x' has too.
            level.base = piece

    def close(self, piece: str, opener: str) -> None:
        self.complete(piece)
        if len(self.levels) == 1:
            raise LatexError(f"{piece} closes nothing: there is no {opener} before it")
        level = self.levels.pop()
        if level.opener != opener:
            raise LatexError(f"{level.opener} is not closed before {piece}")
        # A group of one is drawn as what is in it.
        alone = opener == "{" and level.things == 1 and not level.scripts
        self.thing(level.base if alone and level.base[1:] in (*ABOVE, *converter.under) else opener)

    def script(self, piece: str) -> None:
        level = self.levels[-1]
        self.complete(piece)
        name = level.base[1:]
        if not level.base:
            raise LatexError(f"nothing stands before {piece}: write {{}}{piece} for an index of its own")
        if piece in level.scripts:
            raise LatexError(f"two {piece} after one another: write {{…}} around what belongs together")
        if (
            name in ("overbrace", "underbrace")
            or (piece == "_" and name in ABOVE)
            or (piece == "^" and name in converter.under)
        ):
            raise LatexError(
                rf"{piece} after \{name} would be drawn in another place: write {{{{}}\{name}{{…}}}}{piece}"
            )
        level.scripts += piece
        level.wanted = 1

    def cell(self, piece: str) -> None:
        level = self.levels[-1]
        self.complete(piece)
        if level.opener != "rows" and not level.opener.startswith(r"\begin"):
            sign = r"; write \& for the sign" if piece == "&" else ""
            raise LatexError(rf"{piece} stands outside of the cells of \begin{{…}} … \end{{…}}{sign}")
        if piece == r"\\" and self.peek() == "[":
            raise LatexError(r"\\[…] cannot set a distance here: write \\")
        level.base = ""

    def command(self, name: str) -> None:
        if name in ("boldsymbol", "pmb"):
            raise LatexError(rf"\{name} would make all that follows bold: write \mathbf{{…}} or \mathbfit{{…}}")
        level = self.levels[-1]
        eager = (
            level.base[1:] in LETTERS and not level.scripts and name in (*ARGUMENTS, *WORDS, *converter.bigdelimiters)
        )
        if level.wanted and (eager or name in SEVERAL):
            raise LatexError(rf"write {{…}} around \{name} and what belongs to it")
        if name in converter.bigdelimiters:
            self.delimiter(name)
        elif name in WORDS:
            self.words(name)
        elif name in ("limits", "nolimits"):
            if not self.levels[-1].base or self.peek() not in ("_", "^"):
                raise LatexError(rf"\{name} stands between an operator and its _ or ^")
        elif name not in converter.layout_styles:
            self.thing(f"\\{name}", ARGUMENTS.get(name, 0))
            if name in OPTIONAL and self.peek() == "[":
                self.option(name)

    def option(self, name: str) -> None:
        start = self.pieces[self.at].end()
        while self.peek() not in ("]", ""):
            self.next()
        if not self.peek():
            raise LatexError(rf"the [ of \{name} is not closed")
        check(self.formula[start : self.pieces[self.at].start()])
        self.next()

    def delimiter(self, name: str) -> None:
        """Sized brackets, which the converter takes as pairs."""
        if not self.peek():
            raise LatexError(rf"a bracket is missing after \{name}")
        self.next()
        if name == "left" or name.endswith("l"):
            self.levels.append(_Level(f"\\{name}"))
        else:
            self.close(f"\\{name}", r"\left" if name == "right" else f"\\{name[:-1]}l")

    def words(self, name: str) -> None:
        """Words in a formula: what stands in their braces is drawn as it is."""
        one = self.levels[-1].wanted > 0
        self.thing(f"\\{name}")
        if self.peek() != "{":
            raise LatexError(rf"\{name} needs braces: write \{name}{{…}}")
        start, depth = self.pieces[self.at].end(), 0
        while self.peek():
            depth += {"{": 1, "}": -1}.get(self.next(), 0)
            if not depth:
                break
        else:
            raise LatexError(rf"the {{ of \{name} is not closed")
        parts = self.formula[start : self.pieces[self.at - 1].start()].split("$")
        if one and len(parts) > 1:
            raise LatexError(rf"write {{…}} around \{name} and what belongs to it")
        for formula in parts[1::2]:
            check(formula)
        if len(parts) % 2 == 0 or any(re.search(r"[\\{}]", part) for part in parts[::2]):
            raise LatexError(rf"\{name}{{…}} holds words only: write its signs and commands outside of it")


def check(formula: str, block: bool = False) -> None:
    r"""Raise `LatexError`, which says what is wrong, if a formula is not whole.

    Parameters
    ----------
    formula
        LaTeX, without dollar signs.
    block
        On lines of its own, where rows may stand without an environment.

    Raises
    ------
    LatexError
        In one sentence: what is open, missing or out of place.

    Examples
    --------
    >>> check(r"H = \sum_{i=1}^n s_i^2")
    >>> check("a_b_c")
    Traceback (most recent call last):
    mcollab.book.latex.LatexError: two _ after one another: write {…} around what belongs together
    """
    _Reader(formula, block).read()
