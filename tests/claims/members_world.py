"""The made-up world of the tests of members: who belongs to what, and until when."""

from made_up import countries, spells

COUNTRIES = countries(
    AAA="Alphaland, Europe", BBB="Betaland, Europe", CCC="Gammaland, Africa", DDD="Deltaland, Americas",
    EEE="Epsilonland, Asia", FFF="Zetaland, Asia",
)  # fmt: skip
ARRANGEMENTS = [
    {"id": "league", "short_name": "League", "kind": "organization", "source": "treaty"},
    {"id": "pact", "short_name": "Pact", "kind": "alliance", "source": "pact", "ended": "1960-01-01"},
    {"id": "late", "short_name": "Late", "kind": "organization", "source": "late", "ended": "1960-01-02"},
    {"id": "bond", "short_name": "Bond", "kind": "alliance", "source": "bond"},
    {"id": "band", "short_name": "Band", "kind": "coalition", "source": "band"},
    {"id": "ring", "short_name": "Ring", "kind": "coalition", "source": "ring"},
    {"id": "axis", "short_name": "Axis", "kind": "alliance", "source": "axis"},
    {"id": "club", "short_name": "Club", "kind": "organization", "source": "club"},
    {"id": "world", "short_name": "World", "kind": "organization", "source": "world"},
    {"id": "un", "short_name": "UN", "kind": "collective_security", "source": "charter"},
]
MEMBERSHIPS = [
    *spells("league", "AAA 2000-01-01", "BBB 2000-01-01 2010-06-15", "CCC 2005-03-01", "DDD 2012-01-01"),
    *spells("league", "EEE 2013-01-01 partner"),
    *spells("pact", "AAA 1950-05-05 1960-01-01", "BBB 1950-05-05 1960-01-01", "CCC 1950-05-05 1955-12-31"),
    *spells("late", "AAA 1950-05-05 1960-01-02", "BBB 1955-12-31 1960-01-02"),
    *spells("bond", "AAA 1980-07-01", "DDD 1985-01-01", "EEE 1980-07-01 1990-01-01"),
    *spells("band", "AAA 1970-12-31", "BBB 1965-01-01", "CCC 2000-01-01 partner"),
    *spells("ring", "AAA 1975-01-01", "BBB 1976-01-01"),
    *spells("axis", "AAA 2004-01-01", "DDD 2004-01-01", "FFF 2004-01-01 2020-06-30"),
    *spells("club", "AAA 2001-01-01 2003-01-01", "AAA 2003-01-01 2004-01-01 suspended", "AAA 2004-01-01",
            "BBB 2001-05-05 2002-02-02", "BBB 2006-06-06"),
    *spells("club", "FFF 2007-01-01 partner", "FFF 2005-01-01 2007-01-01 observer"),
    *spells("world", *(f"{code} 2000-01-01" for code in ("AAA", "CCC", "DDD", "EEE")), "BBB 2000-01-01 2026-06-30"),
    *spells("un", *(f"{code} 1990-01-01" for code in ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF"))),
]  # fmt: skip
