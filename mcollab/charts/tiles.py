"""The world as tiles: one of the same size for each state, so that small ones are seen and can be clicked."""

import pandas as pd

# Read it as a map, one cell a column. States that no longer exist have a tile only where their successor's was not
# theirs alone; the others share it (see HOME).
_GRID = """
 .   .   .   .   .   .   .   .  ISL  .   .   .  NOR SWE FIN  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
 .  CAN  .   .   .   .   .   .  IRL GBR  .  DNK  .   .  EST  .  RUS  .   .   .   .   .   .   .   .   .   .   .   .   .
 .  USA  .   .   .   .   .   .   .  BEL NLD DEU DDR LTU LVA BLR  .   .   .   .   .   .   .   .   .   .   .   .   .   .
 .   .   .   .   .   .   .   .   .  FRA LUX  .  CZE POL SVK UKR  .   .   .  KAZ  .   .  MNG  .   .   .   .   .   .   .
 .   .   .   .   .   .   .   .   .  MCO CHE LIE AUT HUN ROU MDA  .  GEO  .  UZB KGZ  .  CHN  .  PRK  .   .   .   .   .
 .  MEX  .   .  BHS  .   .  PRT ESP AND ITA SMR SVN HRV SRB BGR  .  ARM AZE TKM TJK  .   .   .  KOR  .  JPN  .   .   .
GTM BLZ  .  CUB HTI DOM  .   .   .   .  VAT  .  BIH MNE XKX MKD TUR  .  IRN AFG PAK NPL BTN  .   .  TWN  .   .   .   .
SLV HND  .  JAM KNA ATG  .   .   .   .   .  MLT  .  ALB GRC  .  CYP SYR IRQ KWT  .  IND BGD MMR LAO VNM PHL  .   .   .
 .  NIC  .   .  DMA LCA  .   .   .  MAR DZA TUN LBY EGY  .   .  LBN JOR SAU BHR QAT  .  LKA THA KHM XVS  .  PLW FSM MHL
 .  CRI  .   .  VCT BRB  .   .  ESH MRT MLI NER TCD SDN ERI  .  ISR PSE YEM OMN ARE MDV  .  MYS BRN  .   .   .  NRU KIR
 .   .  PAN  .  GRD TTO  .  GMB SEN GIN BFA BEN NGA SSD ETH DJI  .   .  YMD  .   .   .   .  SGP IDN  .  PNG SLB TUV  .
 .   .   .  COL VEN GUY SUR GNB SLE CIV GHA TGO CMR CAF UGA SOM  .   .   .   .   .   .   .   .   .  TLS  .  VUT FJI WSM
 .   .   .  ECU  .  BRA CPV  .  LBR  .  STP GNQ COG COD RWA KEN  .   .   .   .   .   .   .   .   .   .  AUS  .  TON NIU
 .   .   .  PER BOL PRY  .   .   .   .   .  GAB AGO ZMB BDI TZA  .  SYC  .   .   .   .   .   .   .   .   .   .   .  COK
 .   .   .  CHL ARG URY  .   .   .   .   .   .  NAM BWA MWI MOZ COM  .   .   .   .   .   .   .   .   .   .   .  NZL  .
 .   .   .   .   .   .   .   .   .   .   .   .   .  ZAF ZWE SWZ MDG MUS  .   .   .   .   .   .   .   .   .   .   .   .
 .   .   .   .   .   .   .   .   .   .   .   .   .  LSO  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
"""

TILES: dict[str, tuple[int, int]] = {
    code: (column, row)
    for row, line in enumerate(_GRID.strip("\n").splitlines())
    for column, code in enumerate(line.split())
    if code != "."
}
"""Column and row of each state's tile, by alpha-3 code."""

COLUMNS = 1 + max(column for column, _ in TILES.values())
ROWS = 1 + max(row for _, row in TILES.values())

HOME = {
    "CSK": "CZE",
    "SCG": "SRB",
    "SUN": "RUS",
    "XAH": "AUT",
    "XBD": "DEU",
    "XBV": "DEU",
    "XHA": "AUT",
    "XHN": "DEU",
    "XHR": "HRV",
    "XMC": "CHN",
    "XOT": "TUR",
    "XPR": "DEU",
    "XRE": "DEU",
    "XSA": "ITA",
    "XSK": "SVK",
    "XSX": "DEU",
    "XUA": "EGY",
    "XWU": "DEU",
    "XZN": "TZA",
    "YUG": "SRB",
}
"""The tile on which a state that has ended is shown, by its code: a place on the map, not a claim of succession."""


def placed(codes: pd.Series) -> pd.Series:
    """Return for each alpha-3 code that of its tile, missing where it has none."""
    home = codes.map(lambda code: HOME.get(code, code))
    return home.where(home.isin(TILES.keys()))
