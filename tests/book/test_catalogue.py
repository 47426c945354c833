"""The catalogue of the tables, from their descriptors."""

from mcollab.book import catalogue

RESOURCE = {
    "name": "memberships",
    "description": "a spell of membership",
    "misreadings": ["The last day is not included."],
    "licenses": [{"title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
    "schema": {
        "fields": [
            {"name": "joined", "type": "date", "description": "first day", "constraints": {"required": True}},
            {"name": "share", "type": "number", "unit": "% of GDP", "description": "share of the budget"},
            {
                "name": "status",
                "type": "string",
                "description": "standing",
                "constraints": {"enum": ["member", "observer"]},
            },
            {"name": "source", "type": "string", "description": "BibTeX keys"},
            {"name": "as_of", "type": "date", "description": "day as of which the row holds"},
        ]
    },
}
ROWS = [
    {
        "joined": "1949-08-24",
        "share": "2",
        "status": "member",
        "source": "a;b",
        "as_of": "2026-01-02",
        "confirmed": "true",
    },
    {
        "joined": "2024-03-07",
        "share": "",
        "status": "member",
        "source": "b",
        "as_of": "2026-01-02",
        "confirmed": "false",
    },
]


def test_a_table_is_described_by_its_descriptor_and_its_rows():
    text = catalogue.describe(RESOURCE, ROWS, "../")
    assert "**A row is** a spell of membership." in text
    assert "Rows\n: 2" in text
    assert "`joined` 1949-08-24 to 2024-03-07; rows hold as of 2026-01-02; 1 rows not confirmed" in text
    assert "2, named in each row; {cite:t}`b,a`" in text
    assert '<a href="../data/memberships.csv" download>memberships.csv</a>' in text
    assert "- The last day is not included." in text
    assert "| `joined` | date | first day |" in text
    assert "| `share` | number, may be empty | share of the budget (% of GDP) |" in text
    assert "standing: `member`, `observer` |" in text


def test_an_empty_table_claims_nothing():
    text = catalogue.describe(RESOURCE, [], "")
    assert "Rows\n: 0" in text and "Coverage" not in text and "Sources" not in text
