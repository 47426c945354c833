"""Figures: against their neighbours, and against what they are parts of."""

import numpy as np
import pandas as pd

from invariants.core import invariant, kinked


@invariant("gdp", "spending")
def a_panel_has_every_year(tables):
    """Every country has the same years but for a few that exceptions name, and no year twice."""
    for table in ("gdp", "spending"):
        frame = tables[table]
        years = {year for year, n in frame["year"].value_counts().items() if n > 10}
        for country, rows in frame.groupby("country")["year"]:
            odd = (set(rows) ^ years) | set(rows[rows.duplicated()])
            if odd:
                yield f"{table}/{country}", f"lacks, or has beside the rest, {sorted(map(int, odd))}"


def _steps(frame: pd.DataFrame, value: str) -> pd.DataFrame:
    """Return by how much each country grew from one year of the panel to the next, over the median, as logarithms."""
    logs = np.log(frame.drop_duplicates(["country", "year"]).pivot(index="country", columns="year", values=value))
    steps = logs.diff(axis=1).iloc[:, 1:]
    return steps - steps.median()


def _jumps(steps: pd.DataFrame, back: float, far: float):
    """Yield country, year and what is odd: a step up that the next takes back, or the reverse; or a step too far.

    Over five years of a panel that has no others, steps may be some times as long.
    """
    years, grid = list(steps.columns), steps.to_numpy()
    for i, country in enumerate(steps.index):
        for j, year in enumerate(years):
            long = 3.2 if (j and year - years[j - 1] > 1) or (years[0] < 2000 and j == 0) else 1
            here = grid[i, j]
            after = grid[i, j + 1] if j + 1 < len(years) else 0.0
            if here * after < 0 and min(abs(here), abs(after)) > back * long:
                yield country, year, f"{np.exp(here):.2f} times what others grew by, then {np.exp(after):.2f}"
            elif abs(here) > far * long:
                yield country, year, f"{np.exp(here):.2f} times what others grew by"


@invariant("gdp")
def gdp_grows_like_that_of_others(tables):
    """GDP does not jump from year to year and back, nor by more than a third against the median of all."""
    for country, year, says in _jumps(_steps(tables["gdp"], "gdp"), 0.16, 0.33):
        yield f"{country}/{year}", says


@invariant("spending")
def spending_does_not_jump_and_return(tables):
    """A share of GDP does not jump from year to year and back, nor by more than half against the median of all."""
    for country, year, says in _jumps(_steps(tables["spending"], "share_gdp"), 0.19, 0.35):
        yield f"{country}/{year}", says
    for row in tables["spending"].itertuples():
        if row.estimate != (row.year >= row.as_of.year - 1):
            yield f"{row.country}/{row.year}", f"estimate is {row.estimate} in an edition of {row.as_of.year}"


@invariant("spending", "memberships")
def spending_is_of_allies(tables):
    """The states with a share of GDP are the Allies with forces."""
    spells = tables["memberships"]
    allies = set(spells.loc[(spells["arrangement"] == "nato") & spells["left"].isna(), "country"]) - {"ISL"}
    for code in allies ^ set(tables["spending"]["country"]):
        yield code, "an Ally without figures, or figures of none"


@invariant("burden_1964", "memberships", "gdp")
def the_allies_of_1964_are_those_of_the_source(tables):
    """The figures of 1964 are of the Allies of that year, largest first by a wide margin, Iceland left out."""
    spells = tables["memberships"][tables["memberships"]["arrangement"] == "nato"]
    held = set(spells.loc[(spells["joined"] < "1965-01-01") & ~(spells["left"] < "1965-01-01"), "country"]) - {"ISL"}
    frame = tables["burden_1964"]
    for code in held ^ set(frame["country"]):
        yield code, "an Ally without figures, or figures of none"
    later = tables["gdp"].query("year == 1990").set_index("country")["gdp"]
    ratio = np.log(frame.set_index("country")["gnp"] / later).dropna()
    for code, off in (ratio - ratio.median()).items():
        if abs(off) > 0.9:
            yield f"{code}/gnp", f"{np.exp(off):.2f} times what its GDP of 1990 lets expect"
    money = frame["gnp"] * frame["share_gnp"] / 100
    if not 0.70 < money[frame["country"] == "USA"].sum() / money.sum() < 0.78:
        yield "USA/share_gnp", "another part of all that the Allies spent than the source says"


@invariant("personnel")
def personnel_changes_little_by_little(tables):
    """The strength of UN peacekeeping does not rise or fall by a fifth in a year and come back in the next."""
    frame = tables["personnel"].set_index("year")
    for year in kinked(frame["personnel"], 1.2):
        yield str(year), f"{frame.loc[year, 'personnel']} stands out from the years beside it"
    for year, row in frame.iterrows():
        if row["date"].year != year:
            yield str(year), f"counted on {row['date']:%F}"
        if row["approximate"] != (row["date_precision"] == "circa"):
            yield (
                f"{year}/approximate",
                f"approximate is {row['approximate']}, on a day known to the {row['date_precision']}",
            )
        if row["approximate"] != (row["personnel"] % 100 == 0):
            yield f"{year}/round", f"approximate is {row['approximate']}: {row['personnel']}"
    for year in set(range(frame.index.min(), frame.index.max() + 1)) ^ set(frame.index):
        yield str(year), "missing"


@invariant("fatalities", "personnel")
def deaths_keep_to_the_strength(tables):
    """In a year between 5 and 140 of every 10,000 in uniform died in UN operations, and no kind is counted twice."""
    frame = tables["fatalities"]
    strength = tables["personnel"].set_index("year")["personnel"]
    rates = frame.groupby("year")["deaths"].sum() / strength * 10_000
    for year, rate in rates.dropna().items():
        if not 5 <= rate <= 140:
            yield str(year), f"{rate:.0f} deaths for every 10,000"
    for row in frame[frame.duplicated(["year", "kind"])].itertuples():
        yield f"{row.year}/{row.kind}", "twice"


@invariant("peacekeeping_budget", "personnel")
def the_budget_keeps_to_the_strength(tables):
    """UN peacekeeping costs 60,000 to 100,000 dollars a year for each in uniform, and that changes little by little."""
    budget = tables["peacekeeping_budget"].set_index("year")["budget"]
    cost = budget * 1e6 / tables["personnel"].set_index("year")["personnel"]
    for year, each in cost.dropna().items():
        if not 60_000 <= each <= 100_000:
            yield str(year), f"{each:.0f} dollars for each"
    for (year, one), (after, other) in zip(budget.items(), list(budget.items())[1:], strict=False):
        if after - year == 1 and not 0.8 <= other / one <= 1.16:
            yield str(after), f"{other / one:.2f} times the year before"
    for year in kinked(budget[budget.index >= 2012], 1.035):
        yield f"{year}/kink", f"{budget[year]} stands out from the years beside it"


@invariant("piracy")
def piracy_is_a_series(tables):
    """Every year from the first to the last stands once; of a crew only a few are kidnapped."""
    frame = tables["piracy"].set_index("year")
    for year in set(range(frame.index.min(), frame.index.max() + 1)) ^ set(frame.index):
        yield str(year), "missing"
    for year in frame.index[frame["kidnapped"] > 150]:
        yield str(year), f"{frame.loc[year, 'kidnapped']} kidnapped"
    for year, row in frame.dropna(subset=["incidents"]).iterrows():
        if not 15 <= row["incidents"] <= 90 or row["kidnapped"] > 2.5 * row["incidents"]:
            yield str(year), f"{row['kidnapped']} kidnapped in {row['incidents']} incidents"


@invariant("us_forces")
def forces_abroad_stand_from_year_to_year(tables):
    """A host once had 5,000 or more; large numbers do not come and go in one year; a row is of its report's day."""
    frame = tables["us_forces"]
    for country, rows in frame.groupby("country"):
        values = rows.set_index("year")["personnel"]
        if values.max() < 5000:
            yield country, f"never more than {values.max()}"
        near = values.rolling(3, center=True, min_periods=1).max()
        factor = 1.25 if values.median() >= 10_000 else 1.5  # bases of many years, or visits
        for year in kinked(values[values.index >= 1953], factor):  # before the war in Korea all was small
            if near[year] >= 3000:
                yield f"{country}/{year}", f"{values[year]} stands out from the years beside it"
    for row in frame.itertuples():
        if row.as_of != pd.Timestamp(row.year, 6 if row.year < 1957 else 9, 30):
            yield f"{row.country}/{row.year}/as_of", f"a report of {row.year} as of {row.as_of:%Y-%m-%d}"
