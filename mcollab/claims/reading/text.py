"""From any text to its sentences."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = {"\n": "\n", "\r": "\n", "\t": " "}
"""Control characters that part words; all others only hide in them."""


def clean(text: str) -> str:
    r"""Return the text without markup, control characters and what stands for a blank.

    Examples
    --------
    >>> clean("<b>NA\u200bTO</b> is the [U.S.](https://example.org)’s **ally**").split()
    ['NATO', 'is', 'the', "US's", 'ally']
    """
    text = re.sub(r"<[^<>]{0,500}>", " ", html.unescape(text))
    text = re.sub(r"\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)", r"\1", text)
    text = "".join(
        _BLANKS.get(char, "") if unicodedata.category(char).startswith("C") else char
        for char in unicodedata.normalize("NFC", text)
    )
    text = re.sub(r"[*_`#|]+", "", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?", r"\1\2\3", text)  # U.S. and U.N. end no sentence


def sentences(text: str) -> Iterator[str]:
    r"""Yield the sentences of a clean text; a paragraph and an item of a list end one.

    Examples
    --------
    >>> list(sentences("One is. Two\nare.\n\n- Three"))
    ['One is.', 'Two are.', 'Three']
    """
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-•]|\d{1,3}[.)])\s)", text):
        line = re.sub(r"^(?:[-•]|\d{1,3}[.)])\s+", "", " ".join(block.split()))
        for sentence in re.split(r"(?<=[.!?])(?<!^\d{4}\.)[\"')”]?\s+(?=[\"'(“]?[^\Wa-z_])", line):
            if sentence.strip(" -•."):
                yield sentence.strip()
