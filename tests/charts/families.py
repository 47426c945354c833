"""Frames to draw, small and made up, but shaped like those of the course; and a chart of each family."""

from functools import cache

import pandas as pd

from mcollab import charts


def tabled(rows, table="memberships"):
    frame = pd.DataFrame(rows)
    frame.attrs["mcollab"] = {"tables": [table]}
    return frame


def spans():
    rows = [
        ("Long League", "1241-01-01", "1669-07-01", "multilateral"),
        ("Pact of Two", "1949-08-24", None, "bilateral"),
        ("Brief Accord", "1935-05-02", "1935-09-01", "bilateral"),
    ]
    frame = tabled(
        [dict(zip(("short_name", "in_force", "ended", "model"), row, strict=True)) for row in rows], "arrangements"
    )
    frame["in_force"] = pd.to_datetime(frame["in_force"])
    frame["ended"] = pd.to_datetime(frame["ended"])
    frame["in_force_precision"] = ["year", "day", "day"]
    return frame


def events():
    rows = [
        ("-0477-01-01", "circa", "Delian League", "institution"),
        ("1648-10-24", "day", "Peace of Westphalia", "treaty"),
        ("1949-04-04", "day", "North Atlantic Treaty", "treaty"),
        ("2022-02-24", "day", "Invasion of Ukraine", "war"),
    ]
    names = ("date", "date_precision", "title", "kind")
    return tabled([dict(zip(names, row, strict=True)) for row in rows], "milestones")


def series():
    return tabled(
        [
            {"year": year, "value": base + (year - 2014) / 10, "name": name, "estimate": year > 2023}
            for base, name in enumerate(("Aland", "Beland", "Celand"))
            for year in range(2014, 2026)
        ],
        "spending",
    )


def memberships():
    rows = [
        ("nato", "FRA", "1949-08-24", None),
        ("nato", "DEU", "1955-05-06", None),
        ("weu", "FRA", "1948-08-25", "2011-06-30"),
        ("warsaw-pact", "SUN", "1955-06-04", "1991-07-01"),
        ("warsaw-pact", "DDR", "1956-01-27", "1990-09-24"),
    ]
    names = ("arrangement", "country", "joined", "left")
    frame = tabled([dict(zip(names, row, strict=True), status="member") for row in rows])
    frame["joined"], frame["left"] = pd.to_datetime(frame["joined"]), pd.to_datetime(frame["left"])
    return frame


def ties():
    return tabled(
        [
            {"a": a, "b": b, "shared": n, "jaccard": n / 4}
            for a, b, n in (("A", "B", 3), ("B", "C", 1), ("D", "E", 2), ("A", "C", 1))
        ]
    )


def curves():
    rows = [
        (g, t, s, max(0, s - 0.2), min(1, s + 0.2), n, 1)
        for g in ("short", "long")
        for t, s, n in ((0, 1.0, 9), (5, 0.7, 6), (20, 0.4, 2))
    ]
    names = ("group", "time", "survival", "low", "high", "at_risk", "events")
    return tabled([dict(zip(names, row, strict=True)) for row in rows], "arrangements")


@cache
def chart_of(name):
    """Return the chart of a family, made once for all tests; they leave it as it is."""
    return FAMILIES[name]()


@cache
def spec_of(name):
    """Return the specification of that chart, which they leave as it is too."""
    return chart_of(name).to_dict()


FAMILIES = {
    "timeline": lambda: charts.timeline(spans(), group="model"),
    "milestones": lambda: charts.milestones(events(), label=["Peace of Westphalia"]),
    "milestones in an era": lambda: charts.milestones(events(), era="Cold War, 1945–1991"),
    "world": lambda: charts.world(memberships(), until=2026),
    "world, chosen": lambda: charts.world(memberships(), until=2026, year=1980, country="FRA", arrangement="nato"),
    "tile_map": lambda: charts.tile_map(
        series().assign(country=lambda d: d["name"].map({"Aland": "FIN", "Beland": "BEL", "Celand": "SUN"})),
        year="year",
    ),
    "tile_map of words": lambda: charts.tile_map(memberships().drop_duplicates("country"), value="arrangement"),
    "matrix": lambda: charts.matrix(memberships(), status="status"),
    "similarity": lambda: charts.similarity(ties()),
    "network": lambda: charts.network(ties(), groups={"A": "one", "B": "one"}),
    "trend": lambda: charts.trend(
        series(), series="name", estimate="estimate", highlight=["Aland"], reference={"level": 2}, pick="Country"
    ),
    "trend of one": lambda: charts.trend(series()[lambda d: d["name"] == "Aland"]),
    "stack": lambda: charts.stack(series(), by="name"),
    "stack of bars": lambda: charts.stack(series(), by="name", bars=True, share=True),
    "in_force": lambda: charts.in_force(spans(), by="model", years=(1930, 1960)),
    "strip": lambda: charts.strip(series(), group="year", highlight=["Aland"]),
    "scatter": lambda: charts.scatter(
        series().assign(size=lambda d: d["value"] ** 3 + 1), x="size", y="value", log="x", group="name", diagonal=True
    ),
    "ranked": lambda: charts.ranked(series()[lambda d: d["year"] == 2020], colour="name"),
    "race": lambda: charts.race(series(), top=2),
    "dumbbell": lambda: charts.dumbbell(
        series()
        .pivot(index="name", columns="year", values="value")
        .reset_index()
        .rename(columns={2014: "before", 2025: "after"}),
        tables=["spending"],
        reference={"level": 2},
    ),
    "survival": lambda: charts.survival(curves()),
    "crosstab": lambda: charts.crosstab(spans(), row="model", column="in_force_precision"),
    "composition": lambda: charts.composition(spans(), by="model", part="in_force_precision"),
    "without": lambda: charts.without(series()[lambda d: d["year"] == 2020]),
    "formula": lambda: charts.formula(
        series()[lambda d: d["year"] == 2020].drop(columns="year"),
        x="year",
        over=range(2020, 2025),
        y={"grows": "datum.value * pow(1 + growth, datum.year - 2020)", "stays": "datum.value"},
        dials=[charts.dial("growth", 0.5, 0, 1, 0.1, "Growth"), charts.menu("who", ["All", "Aland"], "Who")],
        where="who == 'All' || datum.name == who",
        known=series()[lambda d: d["name"] == "Aland"],
        write=[2024],
        reference={"goal": 5},
        x_title="Year",
        y_title="Billion",
        top=20,
    ),
    "formula of one": lambda: charts.formula(series(), x="year", y="datum.value * 2", points=False),
    "gauges": lambda: charts.gauges(
        tabled([{"name": name, "happened": n % 2} for name in "AB" for n in range(3)]),
        value="guess * datum.happened",
        best="datum.base",
        dials=[charts.dial("guess", 0.5, 0, 1, 0.1, "Guess")],
    ),
    "reader": lambda: charts.reader(
        spans().assign(text="All its words, and more of them, to the end."),
        label="short_name",
        text="text",
        facts=["model"],
    ),
    "dossier": lambda: charts.dossier(spans(), text="short_name", group="model", filters=["model"]),
}
