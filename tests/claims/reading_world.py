"""The made-up world of the tests of reading: a few names of every kind."""

from made_up import spells

ARRANGEMENTS = [
    {"id": "nato", "short_name": "NATO", "name": "North Atlantic Treaty Organization", "kind": "alliance",
     "model": "multilateral", "signed": "1949-04-04", "in_force": "1949-08-24"},
    {"id": "pact", "short_name": "Warsaw Pact", "name": "Warsaw Treaty Organization (1955)", "kind": "alliance",
     "model": "multilateral", "signed": "1955-05-14", "ended": "1991-07-01"},
    {"id": "quad", "short_name": "Quad", "name": "Quadrilateral Dialogue", "kind": "partnership",
     "model": "minilateral", "signed": "2007-05-25"},
    {"id": "open", "short_name": "COTW", "name": "Coalition of the Willing", "kind": "coalition",
     "model": "multilateral", "signed": "2003-03-20", "members_complete": "false"},
    {"id": "bare", "short_name": "BARE", "name": "Bare Association", "kind": "organization", "model": "multilateral",
     "signed": "1980-01-01"},
    {"id": "feud", "short_name": "FEUD", "name": "Feud Union", "kind": "organization", "model": "multilateral",
     "signed": "1993-11-01"},
    {"id": "vague", "short_name": "VAGUE", "name": "Vague League", "kind": "organization", "model": "multilateral",
     "signed": "1800-01-01", "signed_precision": "year"},
    {"id": "dim", "short_name": "DIMM", "name": "Dim League", "kind": "pact", "model": "bilateral",
     "signed": "1900-05-05", "in_force": "1901-01-01", "in_force_precision": "year"},
    {"id": "un", "short_name": "UN", "name": "United Nations", "kind": "collective_security", "model": "universal",
     "signed": "1945-06-26"},
]  # fmt: skip
MEMBERSHIPS = [
    *spells("nato", "FRA 1949-08-24", "USA 1949-08-24", "SWE 2024-03-07"),
    *spells("pact", "SUN 1955-05-14 1991-07-01", "POL 1955-05-14 1991-07-01"),
    *spells("quad", "USA 2007-05-25", "JPN 2007-05-25"),
    *spells("open", "USA 2003-03-20", "POL 2003-03-20"),
    *spells("bare", "FRA 1980-01-01 observer"),
    *spells("feud", "FRA 1993-11-01", "GBR 1993-11-01 2020-01-31"),
    *spells("vague", "FRA 1800-01-01"),
    *spells("dim", "FRA 1900-05-05", "GBR 1900-05-05"),
    *spells("un", "FRA 1945-10-24", "USA 1945-10-24", "RUS 1945-10-24"),
]
OPERATIONS = [
    {"id": "minusma", "acronym": "MINUSMA", "name": "Stabilization Mission", "un_peacekeeping": "true",
     "start": "2013-04-25", "end": "2023-12-31"},
    {"id": "untso", "acronym": "UNTSO", "name": "UN Truce Supervision Organization", "un_peacekeeping": "true",
     "start": "1948-05-29"},
    {"id": "onuca", "acronym": "ONUCA II", "name": "Second Group", "start": "1990-01-01"},
    {"id": "ufo", "acronym": "UFO", "name": "Unified Force", "start": "1999-01-01"},
    {"id": "eutm", "acronym": "EUTM Mali", "name": "European Training Mission", "start": "2013-02-18"},
]  # fmt: skip
COUNTRIES = [
    {"iso3": "FRA", "name": "France", "short_name": "France"},
    {"iso3": "USA", "name": "United States of America", "short_name": "United States"},
    {"iso3": "GBR", "name": "United Kingdom of Great Britain and Northern Ireland", "short_name": "United Kingdom"},
    {"iso3": "SWE", "name": "Sweden", "short_name": "Sweden"},
    {"iso3": "POL", "name": "Poland", "short_name": "Poland"},
    {"iso3": "JPN", "name": "Japan", "short_name": "Japan"},
    {"iso3": "RUS", "name": "Russian Federation", "short_name": "Russia"},
    {"iso3": "SUN", "name": "Union of Soviet Socialist Republics", "short_name": "Soviet Union", "successor": "RUS"},
    {"iso3": "NLD", "name": "Netherlands (Kingdom of the)", "short_name": "The Netherlands"},
    {"iso3": "IRN", "name": "Iran (Islamic Republic of)", "short_name": "Iran (IR)"},
]
ALIASES = [
    {"name": "North Atlantic Alliance", "arrangement": "nato"},
    {"name": "US", "country": "USA"},
    {"name": "Union", "arrangement": "feud"},
    {"name": "Union", "country": "SUN"},
]
FOUNDINGS = [{"arrangement": "feud", "date": "1952-07-23"}]
PERSONNEL = [{"year": "2025", "date": "2025-06-30", "personnel": "60000", "missions": "11"}]
WORLD = {
    "arrangements": ARRANGEMENTS, "memberships": MEMBERSHIPS, "operations": OPERATIONS, "countries": COUNTRIES,
    "aliases": ALIASES, "foundings": FOUNDINGS, "personnel": PERSONNEL,
}  # fmt: skip
