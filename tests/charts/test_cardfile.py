"""One tile a row: which tiles the menus keep, where they stand, and whose text is shown."""

import pytest
import vl_convert
from families import tabled

from mcollab import charts
from mcollab.charts import theme
from mcollab.errors import McollabError

ROWS = tabled(
    [
        {"kind": kind, "verdict": verdict, "card": f"card {number}"}
        for number, (kind, verdict) in enumerate([("date", "right"), ("role", "no_such")] * 10, 1)
    ],
    "claims",
)
FRAME = {
    "title": "Every claim",
    "subtitle": "One tile a claim",
    "description": "Tiles coloured by verdict, and the chosen one in words.",
}


def dossier(**options):
    options = {"text": "card", "group": "verdict", "filters": ["kind", "verdict"], "tables": ["claims"], **options}
    return charts.dossier(ROWS, **FRAME, **options)


def drawn(chart, **values):
    """Return the tiles (place, fill, outline) and the text that are drawn when the controls stand at `values`."""
    spec = chart.to_dict()
    for param in spec["params"]:
        if param["name"] in values:
            param["value"] = values[param["name"]]
    spec["width"] = 400
    tiles, texts = [], []

    def walk(item, x=0.0, y=0.0):
        x, y = x + item.get("x", 0) * ("items" in item), y + item.get("y", 0) * ("items" in item)
        if item.get("marktype") == "rect" and item.get("name", "").endswith("_marks"):
            tiles.extend((one["y"], one["x"], one["fill"], one.get("strokeWidth", 0)) for one in item["items"])
        if item.get("marktype") == "text" and item.get("name", "").endswith("_marks"):
            texts.extend(one["text"] for one in item["items"])
        for one in item.get("items", []):
            walk(one, x, y)

    walk(vl_convert.vegalite_to_scenegraph(spec)["scenegraph"])
    return sorted(tiles), texts


def test_all_rows_stand_in_order_and_the_first_is_read():
    tiles, texts = drawn(dossier())
    assert (len(tiles) == 20 and texts == [["card 1"]]) or texts == ["card 1"]
    assert sum(tile[0] == tiles[0][0] for tile in tiles) == 15  # fifteen a row, five in the next
    assert [tile[3] for tile in tiles] == [3] + [0] * 19
    first, second = theme.colours(["right", "no such"])
    assert [tile[2] for tile in tiles[:4]] == [first, second, first, second]


def test_a_menu_keeps_its_rows_and_they_close_up():
    tiles, texts = drawn(dossier(start=4), kind="role")
    assert len(tiles) == 10 and len({tile[0] for tile in tiles}) == 1
    assert {tile[2] for tile in tiles} == {theme.colours(["right", "no such"])[1]}
    assert texts == ["card 8"]  # the fourth of the rows that are kept


def test_past_the_last_row_that_is_kept_the_last_one_is_read():
    assert drawn(dossier(start=20), kind="date")[1] == ["card 19"]
    assert drawn(dossier(start=20), kind="date", verdict="no_such") == ([], [])


def test_menus_offer_the_columns_values_and_the_groups_in_order():
    params = dossier(order=["no_such", "right"]).to_dict()["params"]
    menus = {one["name"]: one["bind"] for one in params if "select" not in one}
    assert menus["kind"]["labels"] == ["all", "date", "role"] and menus["kind"]["options"] == [None, "date", "role"]
    assert menus["verdict"]["labels"] == ["all", "no such", "right"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"start": 21}, "no row 21: expected a number from 1 to 20"),
        ({"order": ["right"]}, "no place for group 'no_such': name it in order"),
        ({"text": "cart"}, "needs a column 'cart'"),
    ],
)
def test_bad_input(options, told):
    with pytest.raises(McollabError, match=told):
        dossier(**options)


def test_a_card_tells_all_that_the_ledger_says():
    from mcollab import claims, load

    row = load("claims").set_index("id", drop=False).loc["C006"]
    words = " ".join(claims.card(row).split())
    for said in (row["claim"], row["correct_fact"], f"Verdict: {row['verdict']} ({row['kind']}; confidence"):
        assert " ".join(said.split()) in words
    assert max(map(len, claims.card(row, width=30).splitlines())) <= 30
