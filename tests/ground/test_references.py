"""How sources are written: on the pages of the book, and as plain text."""

import calendar
import re

import pytest
from pybtex.backends.html import Backend
from pybtex.database import parse_string

from mcollab.references import Style, address, plain, short, surnames, written
from mcollab.sources import bibliography

pytestmark = pytest.mark.wide

ENTRIES = bibliography().entries
STRAY = re.compile(r"[\\{}~^`´¨]|''|\w'\w*'|--|(?<!\.)\.\.(?!\.)|\?\.|  | ,| \.(?!\d)")
"""What LaTeX or a careless template leaves behind in a text."""


@pytest.fixture(scope="module")
def lines():
    """Every reference of the course as plain text, by its key; written at once, for one takes as long as many."""
    return dict(zip(ENTRIES, written(ENTRIES.values()), strict=True))


def entry(text):
    [(_, found)] = parse_string(text, "bibtex").entries.items()
    return found


def on_a_page(text):
    """Return an entry in the course's style, as HTML."""
    [formatted] = Style().format_entries([entry(text)])
    return formatted.text.render(Backend())


def test_title_is_the_link_and_keeps_its_capitals():
    page = on_a_page(
        "@misc{a, title={Treaty between France and Spain}, year={1761}, url={https://example.org/a_b},"
        " urldate={2026-11-01}}"
    )
    assert '<a href="https://example.org/a_b">Treaty between France and Spain</a>' in page
    assert "URL" not in page
    assert page.endswith("Read on 2026-11-01.")


def test_doi_comes_before_an_address():
    page = on_a_page(
        "@article{b, title={Burdens}, author={Olson, M.}, journal={RES}, year={1966}, doi={10.2307/1927082},"
        " url={https://example.org}}"
    )
    assert '<a href="https://doi.org/10.2307/1927082">Burdens</a>' in page
    assert "example.org" not in page


def test_book_without_address_is_no_link():
    page = on_a_page("@book{c, title={On War}, author={Clausewitz, C.}, publisher={P}, year={1832}}")
    assert "<a" not in page
    assert "<em>On War</em>" in page


def test_the_book_uses_this_style(monkeypatch):
    from mcollab.book import references

    known = {}
    monkeypatch.setattr(references, "register_plugin", lambda *plugin: known.update({plugin[:2]: plugin[2]}))
    references.setup(None)
    assert known == {("pybtex.style.formatting", "course"): Style}


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (
            """@article{a, author={Leeds, Brett Ashley and Long, Andrew and Mitchell, Sara},
               title={Promises}, journal={JCR}, volume={44}, number={5}, pages={686--699}, year={2000}, doi={10/1}}""",
            (
                "Brett Ashley Leeds, Andrew Long, and Sara Mitchell. Promises. JCR, 44(5):686–699, 2000. "
                "https://doi.org/10/1"
            ),
        ),
        (
            "@misc{b, title={Treaty of {Dunkirk}, 4 March 1947}, howpublished={UN Treaty Series 9}, year={1947}}",
            "Treaty of Dunkirk, 4 March 1947. UN Treaty Series 9.",
        ),
        (
            "@misc{f, title={Accord, {9 May} 1981, A/SP3}, year={1981}, url={https://example.org/a}}",
            "Accord, 9 May 1981, A/SP3. https://example.org/a",
        ),
        (
            "@misc{g, author={{EU}}, title={Declaration}, howpublished={Kyiv, 9 May 2025}, year={2025}}",
            "EU. Declaration. Kyiv, 9 May 2025.",
        ),
        (
            "@misc{h, author={{EU}}, title={Exercise Milex 2025}, note={9 May 2026}, year={2025}}",
            "EU. Exercise Milex 2025. 9 May 2026.",
        ),
        (
            "@misc{i, author={{EU}}, title={May 1925: a pact of 2025 states}, note={Read in 2025}, year={2025}}",
            "EU. May 1925: a pact of 2025 states. 2025. Read in 2025.",
        ),
        (
            "@book{j, author={Smith, A.}, title={The Crisis of 9 May 2025}, publisher={Press}, year={2025}}",
            "A. Smith. The Crisis of 9 May 2025. Press, 2025.",
        ),
        (
            r"""@misc{c, author={{Ag\^encia de Mo\c{c}ambique}}, title={`Peace' for \$5 and \texteuro{}6 billion},
                url={https://example.org/a_b?c=1}}""",
            "Agência de Moçambique. ‘Peace’ for $5 and €6 billion. https://example.org/a_b?c=1",
        ),
        (
            "@article{d, title={No Author?}, journal={Cryptologia}, year={1997}}",
            "No Author? Cryptologia, 1997.",
        ),
        (
            "@book{e, editor={Smith, A. and Jones, B.}, title={Pacts}, publisher={Press}, year={2001}}",
            "A. Smith and B. Jones, editors. Pacts. Press, 2001.",
        ),
    ],
)
def test_a_reference_as_plain_text(text, reads):
    assert written([entry(text)]) == [reads]


def test_references_come_in_the_order_given():
    two = [ENTRIES["olson-zeckhauser-1966"], ENTRIES["leeds-2003"]]
    assert written(two) == [*written(two[:1]), *written(two[1:])]


def test_no_reference_is_garbled(lines):
    without_address = {key: line.removesuffix(address(ENTRIES[key])).rstrip() for key, line in lines.items()}
    assert {key: line for key, line in without_address.items() if STRAY.search(line)} == {}
    assert {key: line for key, line in lines.items() if not line.endswith(address(ENTRIES[key]))} == {}
    text = "\n".join(lines.values())
    for once_garbled in ("Agência de Informação de Moçambique", "Moisés Naím", "Håvard Mokleiv Nygård", "Jaïr van der"):
        assert once_garbled in text


def test_no_reference_says_its_date_twice(lines):
    days = re.compile(rf"(?:{'|'.join(calendar.month_name[1:])}) (\d{{4}})\b")
    texts = {key: lines[key].removesuffix(address(one)) for key, one in ENTRIES.items() if one.type == "misc"}
    twice = {
        key: line
        for key, line in texts.items()
        if (day := days.search(line)) and re.search(rf"{day[1]}[.,] {day[1]}\b", line)
    }
    assert twice == {}
    assert all(re.search(r"\d{4}|undated", texts[key]) for key in texts if "year" in ENTRIES[key].fields)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("NATO: 32 allies (2024), No. 7/8 [sic]?", "NATO: 32 allies (2024), No. 7/8 [sic]?"),
        ("pages 1-2", "pages 1-2"),
        ("1--2", "1–2"),
        ("two  blanks", "two blanks"),
        ("a\nline", "a line"),
        ("~tied", "\xa0tied"),
        ("``quoted''", "“quoted”"),
        ("states' {NATO}", "states' NATO"),
        ("Te\\v{s}i\\'c", "Tešić"),
        ("A \\& B", "A & B"),
    ],
)
def test_what_latex_writes_otherwise_is_read_as_it_is_meant(latex, text):
    assert plain(latex) == text


def test_every_name_and_title_is_plain():
    for key, one in ENTRIES.items():
        for text in [short(one), plain(one.fields["title"]), *surnames(one)]:
            assert not STRAY.search(text), (key, text)
            assert text.strip() == text != "", key


@pytest.mark.parametrize(
    ("people", "reads"),
    [
        ("author={Leeds, Brett}", "Leeds 2002"),
        ("author={Leeds, Brett and Mitchell, Sara}", "Leeds and Mitchell 2002"),
        ("author={Leeds, Brett and Ritter, Jeffrey and Mitchell, Sara}", "Leeds et al. 2002"),
        ("author={Chiba, Daina and others}", "Chiba et al. 2002"),
        ('author={van der Lijn, Ja{\\"\\i}r}', "van der Lijn 2002"),
        ("author={{Texas A\\&M University}}", "Texas A&M University 2002"),
        ("editor={Smith, Adam}", "Smith 2002"),
        ("note={anonymous}", "Treaty of {Moscow} 2002"),
    ],
)
def test_short_is_author_and_year(people, reads):
    text = "@misc{a, title={Treaty of {Moscow}}, year={2002}, " + people + "}"
    assert short(entry(text)) == reads.replace("{", "").replace("}", "")


def test_a_long_title_is_cut_and_a_year_said_once():
    long = "Agreement on Defence Cooperation between the Kingdom of Norway and the United States of America"
    assert short(entry(f"@misc{{a, title={{{long}}}, year={{2021}}}}")) == (
        "Agreement on Defence Cooperation between the Kingdom of … 2021"
    )
    signed = "South-East Asia Collective Defence Treaty, Manila, 8 September 1954"
    assert short(entry(f"@misc{{a, title={{{signed}}}, year={{1954}}}}")) == (
        "South-East Asia Collective Defence Treaty 1954"
    )
    at_the_limit = "Agreement on the Use of Ports between Norway and the Kingdoms"
    assert (len(at_the_limit), len(at_the_limit[:-1])) == (61, 60)
    assert short(entry(f"@misc{{a, title={{{at_the_limit[:-1]}}}}}")) == at_the_limit[:-1]
    assert (
        short(entry(f"@misc{{a, title={{{at_the_limit}}}}}"))
        == "Agreement on the Use of Ports between Norway and the …"
    )
    assert short(entry("@misc{a, title={Peace of Utrecht, 1713}, year={1713}}")) == "Peace of Utrecht, 1713"
    assert short(entry("@misc{a, title={Undated web page}}")) == "Undated web page"
