"""Where things lie: codes, regions, names and points of states, and the map of tiles."""

from functools import cache
from importlib.resources import files

import pandas as pd
from babel import Locale
from babel.core import get_global

from invariants.core import distance, invariant

# UN M49, typed from its published list: region / sub-region and the states in it.
M49 = """
Africa / Northern Africa: DZA EGY ESH LBY MAR SDN TUN XUA
Africa / Sub-Saharan Africa: AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ KEN
 LBR LSO MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SEN SLE SOM SSD STP SWZ SYC TCD TGO TZA UGA XZN ZAF ZMB ZWE
Americas / Latin America and the Caribbean: ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB DMA DOM ECU FLK GRD GTM GUY
 HND HTI JAM KNA LCA MEX NIC PAN PER PRI PRY SLV SUR TTO URY VCT VEN
Americas / Northern America: CAN GRL USA
Asia / Central Asia: KAZ KGZ TJK TKM UZB
Asia / Eastern Asia: CHN JPN KOR MNG PRK TWN XMC
Asia / South-eastern Asia: BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM XVS
Asia / Southern Asia: AFG BGD BTN IND IRN LKA MDV NPL PAK
Asia / Western Asia: ARE ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR XOT YEM YMD
Europe / Eastern Europe: BGR BLR CSK CZE HUN MDA POL ROU RUS SUN SVK UKR XSK
Europe / Northern Europe: DNK EST FIN GBR IRL ISL LTU LVA NOR SWE
Europe / Southern Europe: ALB AND BIH ESP GRC HRV ITA MKD MLT MNE PRT SCG SMR SRB SVN VAT XHR XKX XSA YUG
Europe / Western Europe: AUT BEL CHE DDR DEU FRA LIE LUX MCO NLD XAH XBD XBV XHA XHN XPR XRE XSX XWU
Oceania / Australia and New Zealand: AUS NZL
Oceania / Melanesia: FJI NCL PNG SLB VUT
Oceania / Micronesia: FSM KIR MHL NRU PLW
Oceania / Polynesia: COK NIU TON TUV WSM
"""
REGIONS = {
    code: tuple(head.split(" / "))
    for head, codes in (line.split(": ") for line in M49.replace("\n ", " ").strip().splitlines())
    for code in codes.split()
}
FAR = 700
"""Kilometres from the point of a state to the nearest city that the time zone database names for it."""


@invariant("countries")
def region_and_subregion_are_those_of_m49(tables):
    """A state lies in the region and sub-region in which UN M49 has it; an ended one, in that of its land."""
    for row in tables["countries"].itertuples():
        if REGIONS.get(row.iso3) != (row.region, row.subregion):
            yield row.iso3, f"{row.region} / {row.subregion} where M49 has {REGIONS.get(row.iso3)}"


@invariant("countries")
def codes_are_those_of_iso(tables):
    """The alpha-3 and the numeric code of a row are of one state, as CLDR has them; codes X.. have no number."""
    alias = get_global("territory_aliases")
    for row in tables["countries"].itertuples():
        if row.iso3.startswith("X") or row.iso3 == "CSK":
            if pd.notna(row.numeric) and (row.iso3, row.numeric) != ("CSK", "200"):
                yield row.iso3, f"number {row.numeric} of a code that has none"
        elif pd.isna(row.numeric) or row.iso3 not in alias or alias[row.iso3] != alias.get(row.numeric):
            yield row.iso3, f"{row.iso3} and {row.numeric} are not of one state"
    for code in tables["countries"].loc[lambda t: t["iso3"].duplicated() | t["numeric"].dropna().duplicated(), "iso3"]:
        yield code, "code or number twice"


def _plain(name: str) -> str:
    return name.replace("&", "and").replace("St.", "Saint").replace("’", "'").casefold()


@invariant("countries")
def a_short_name_is_that_of_the_code(tables):
    """The short name is the one that CLDR has for the code, and is contained in the name, or an exception."""
    alias, english = get_global("territory_aliases"), Locale("en").territories
    for row in tables["countries"].itertuples():
        code = alias.get(row.iso3, [None])[0]
        if row.kind != "ended" and code and _plain(english[code]) != _plain(row.short_name):
            yield row.iso3, f"{row.short_name} where CLDR has {english[code]}"
        if row.short_name not in row.name:
            yield f"{row.iso3}/name", f"{row.short_name} is no part of {row.name}"


@cache
def _cities() -> dict[str, list[tuple[float, float]]]:
    """Return for each alpha-2 code the points (longitude, latitude) of the cities of its time zones."""
    found: dict[str, list[tuple[float, float]]] = {}
    for line in files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, place = line.split("\t")[:2]
            cut = max(place.rfind("+"), place.rfind("-"))
            found.setdefault(code, []).append((_degrees(place[cut:], 3), _degrees(place[:cut], 2)))
    return found


def _degrees(text: str, size: int) -> float:
    digits = text[1:].ljust(size + 4, "0")
    value = int(digits[:size]) + int(digits[size : size + 2]) / 60 + int(digits[size + 2 : size + 4]) / 3600
    return -value if text[0] == "-" else value


def cities_of(code: str) -> list[tuple[float, float]]:
    """Return the points (longitude, latitude) of the cities of a state's time zones."""
    return [city for alias in get_global("territory_aliases").get(code, []) for city in _cities().get(alias, [])]


@invariant("countries", "tiles")
def a_point_lies_in_its_state(tables):
    """The point of a state is not far from a city that the time zone database names for it."""
    home = tables["tiles"].dropna(subset=["home"]).set_index("country")["home"]
    for row in tables["countries"].itertuples():
        cities = cities_of(home.get(row.iso3, row.iso3))
        if cities:
            away = min(distance(row.longitude, row.latitude, *city) for city in cities)
            if away > FAR:
                yield row.iso3, f"{away:.0f} km from the nearest city of its time zones"


@invariant("countries", "tiles")
def a_tile_lies_about_where_its_state_does(tables):
    """Columns of tiles go by longitude and rows by latitude, as far as a grid allows; no two states share a tile."""
    tiles = tables["tiles"]
    own = tiles[tiles["home"].isna()].merge(tables["countries"], left_on="country", right_on="iso3")
    for row in own[own["column"].isna() | own["row"].isna() | own.duplicated(["column", "row"])].itertuples():
        yield row.country, "no tile of its own"
    own = own.dropna(subset=["column", "row"])
    own["longitude"] = own["longitude"].where(own["longitude"] > -130, own["longitude"] + 360)  # the Pacific is whole
    for side, across, reach in (("column", "longitude", 7.5), ("row", "latitude", 3.5)):
        slope, level = _line(own[across], own[side])
        for row in own.itertuples():
            off = getattr(row, side) - (level + slope * getattr(row, across))
            if abs(off) > reach:
                yield f"{row.country}/{side}", f"{side} {getattr(row, side)} is {off:+.1f} from where it should be"
    for row in tiles[tiles["home"].notna()].itertuples():
        if pd.notna(row.column) or pd.notna(row.row) or row.home not in set(own["country"]):
            yield row.country, f"shares the tile of {row.home}, which has none, or has one of its own"


def _line(x: pd.Series, y: pd.Series) -> tuple[float, float]:
    x, y = x.astype(float), y.astype(float)
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    return slope, y.mean() - slope * x.mean()


@invariant("countries", "tiles")
def every_state_has_a_tile(tables):
    """A state that is no mere territory has a tile or shares one, and only ended states share."""
    kinds = tables["countries"].set_index("iso3")["kind"]
    for code in set(kinds[kinds != "other"].index) - set(tables["tiles"]["country"]):
        yield code, "no tile"
    for row in tables["tiles"].dropna(subset=["home"]).itertuples():
        if kinds.get(row.country) != "ended":
            yield row.country, "shares a tile though it has not ended"


@invariant("countries", "land_borders")
def neighbours_lie_near(tables):
    """Two states with a land border are not on two sides of the world, and each is the other's neighbour."""
    points = tables["countries"].set_index("iso3")[["longitude", "latitude"]]
    pairs = set(zip(tables["land_borders"]["country"], tables["land_borders"]["neighbour"], strict=True))
    for a, b in pairs:
        if a == b or (b in {one for one, _ in pairs} and (b, a) not in pairs):
            yield f"{a}/{b}", "a border with one side"
        elif distance(*points.loc[a], *points.loc[b]) > 6500:
            yield f"{a}/{b}", "neighbours that lie far apart"
