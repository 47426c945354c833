"""Operations and who contributes to them: mandates, places, strengths, lists."""

import itertools
import re

import pandas as pd

from invariants.core import distance, invariant
from invariants.places import cities_of

LEADS = {
    "UN": "un", "NATO": "nato", "AU": "au", "ECOWAS": "ecowas", "SADC": "sadc", "ECCAS": "eccas", "EAC": "eac",
    "CIS": "cis", "CSTO": "csto", "OAS": "oas", "OSCE": "osce", "GCC": "gcc", "Arab League": "arab-league",
    "WEU": "weu", "PIF": "pif", "EU": "csdp",
}  # fmt: skip


def _resolutions(tables) -> list[tuple[int, int, str]]:
    """Return number, year and place of each resolution of the Security Council that a table or a key names."""
    found = []
    for row in tables["operations"].dropna(subset=["mandate"]).itertuples():
        found += [(int(n), int(year), row.id) for n, year in re.findall(r"S/RES/(\d+) \((\d{4})\)", row.mandate)]
    for row in tables["bibliography"].itertuples():
        texts = [row.key.replace("un-sres-", "/RES/").replace("-", "("), row.url]
        for text in (text for text in texts if isinstance(text, str)):
            found += [(int(n), int(year), row.key) for n, year in re.findall(r"/RES/(\d+)\((\d{4})\b", text)]
    return sorted(found)


@invariant("operations", "bibliography")
def a_resolution_has_a_number_of_its_year(tables):
    """Resolutions of the Security Council are numbered as they are adopted: a higher number is of no earlier year."""
    known = [one for one in _resolutions(tables) if "ares" not in one[2]]
    for (number, year, place), (after, later, other) in itertools.pairwise(known):
        if later < year or (number == after and later != year):
            yield f"{number}/{after}", f"resolution {number} is of {year} ({place}), and {after} of {later} ({other})"


@invariant("operations")
def an_operation_begins_with_its_mandate(tables):
    """An operation begins in the year of its mandate or the one after."""
    for row in tables["operations"].dropna(subset=["mandate"]).itertuples():
        years = [int(year) for year in re.findall(r"(?<![\d/])(?:19|20)\d{2}(?!\d)", row.mandate)]
        if years and not min(years) <= row.start.year <= max(years) + 1:
            yield row.id, f"began in {row.start.year} with a mandate of {min(years)}"


@invariant("operations", "bibliography")
def a_mandate_is_one_of_its_sources(tables):
    """Where a row cites resolutions of the Security Council, the mandate is one of them."""
    for row in tables["operations"].dropna(subset=["mandate"]).itertuples():
        cited = set(re.findall(r"un-sres-(\d+)", row.source))
        given = set(re.findall(r"S/RES/(\d+)", row.mandate))
        if cited and given and not cited & given:
            yield row.id, f"{row.mandate}, and its sources are of {', '.join(sorted(cited))}"


@invariant("operations", "countries")
def an_operation_lies_where_it_is(tables):
    """The point of an operation is near a place of its country, and not by far nearer to one of another."""
    states = {row.iso3: row for row in tables["countries"].itertuples()}
    rows = list(tables["operations"].dropna(subset=["country"]).itertuples())
    held = {code: cities_of(code) for code in states}
    for row in rows:
        state, here = states[row.country], (row.longitude, row.latitude)
        others = [(one.longitude, one.latitude) for one in rows if one.country == row.country and one.id != row.id]
        known = [(state.longitude, state.latitude), *held[row.country], *others]
        away = min(distance(*here, *point) for point in known)
        if away > 700:
            yield row.id, f"{away:.0f} km from any place of {state.short_name}"
        elif away > 350:
            near, code = min((distance(*here, *city), code) for code in states for city in held[code])
            if near < away / 2:
                yield row.id, f"{away:.0f} km from any place of {state.short_name}, and {near:.0f} from one of {code}"


@invariant("operations", "countries")
def a_place_is_of_its_country(tables):
    """Where the place of an operation begins with a state by name, the operation is in that state."""
    living = tables["countries"][tables["countries"]["ended"].isna()]
    codes = {name: row.iso3 for row in living.itertuples() for name in (row.name, row.short_name)}
    longest = "|".join(map(re.escape, sorted(codes, key=len, reverse=True)))
    for row in tables["operations"].dropna(subset=["country", "place"]).itertuples():
        named = {codes[name] for name in re.findall(rf"\b(?:{longest})\b", re.split("[;,]", row.place)[0])}
        if named and row.country not in named:
            yield row.id, f"{row.place}, and its country is {row.country}"


@invariant("operations")
def who_leads_is_the_arrangement(tables):
    """The lead of an operation is the arrangement that it belongs to; UN peacekeeping is led by the UN."""
    seen: dict[str, str] = {}
    for row in tables["operations"].itertuples():
        own = {LEADS.get(row.lead), "eu"} if row.lead == "EU" else {LEADS.get(row.lead)}
        if row.lead in LEADS and row.arrangement not in own:
            yield row.id, f"led by {row.lead}, arrangement {row.arrangement}"
        if row.un_peacekeeping and row.lead != "UN":
            yield row.id, f"UN peacekeeping led by {row.lead}"
        if row.acronym in seen and row.lead == "UN":
            yield row.id, f"the same acronym as {seen[row.acronym]}"
        seen[row.acronym] = row.id
        if pd.notna(row.peak) and pd.isna(row.peak_strength):
            yield row.id, "a day of the highest strength without the strength"
        if pd.notna(row.deaths) != pd.notna(row.deaths_as_of):
            yield row.id, "deaths without their day, or the day without deaths"


@invariant("operations", "personnel")
def missions_of_a_year_are_those_of_the_table(tables):
    """The missions that the UN counts are those under way by the table of operations, and 71 there are in all."""
    frame = tables["operations"][tables["operations"]["un_peacekeeping"]]
    if len(frame) != 71:
        yield "all", f"{len(frame)} operations where the UN counts 71"
    start, end = frame["start"].to_numpy(), frame["end"].fillna(pd.Timestamp("2100-01-01")).to_numpy()
    for row in tables["personnel"].dropna(subset=["missions"]).itertuples():
        day = row.date.to_datetime64()
        found = int(((start <= day) & (end > day)).sum())
        if found != row.missions:
            yield str(row.year), f"{found} under way, {row.missions} counted"


SIZES = {
    "observation": (1, 1_200),
    "police": (150, 5_000),
    "peacekeeping": (300, 20_000),
    "enforcement": (700, 140_000),
}


@invariant("operations", "personnel")
def a_mission_is_as_large_as_its_kind_and_no_larger_than_all(tables):
    """Observers are few, and forces many; a UN mission is at its highest no larger than all of its year."""
    world = tables["personnel"].set_index("year")["personnel"]
    for row in tables["operations"].dropna(subset=["peak_strength"]).itertuples():
        low, high = SIZES.get(row.kind, (1, 10**6))
        if not low <= row.peak_strength <= high:
            yield f"{row.id}/size", f"{row.peak_strength} for {row.kind}"
    for row in tables["operations"].dropna(subset=["peak", "peak_strength"]).itertuples():
        if row.un_peacekeeping and row.peak_strength > 1.1 * world.get(row.peak.year, 10**9):
            yield row.id, f"{row.peak_strength} in {row.peak.year}, all missions {world[row.peak.year]}"


@invariant("contributions", "operations")
def a_list_is_of_one_day(tables):
    """Rows of one list stand in the order of countries and share their day, which lies in the life of the operation."""
    frame = tables["contributions"]
    spans = {row.id: row for row in tables["operations"].itertuples()}
    for (source, operation, as_of), rows in frame.groupby(["source", "operation", "as_of"], dropna=False):
        days = rows["date"].value_counts()
        if rows["kind"].nunique() > 1:
            yield f"{source}/{operation}/{as_of:%F}/kind", f"counts {', '.join(sorted(set(rows['kind'])))}"
        codes = rows["country"].tolist()
        if codes != sorted(codes):
            yield f"{source}/{operation}/{as_of:%F}/order", "countries out of order"
        if len(days) > 1:
            yield f"{source}/{operation}/{as_of:%F}", f"days {', '.join(f'{d:%F}' for d in sorted(days.index))}"
    for row in frame.itertuples():
        if row.scope == "operation" and pd.notna(row.operation):
            one = spans[row.operation]
            if (row.date < one.start and row.date_precision == "day") or one.end < row.date:
                yield f"{row.operation}/{row.date:%F}", f"outside its life, {one.start:%F} to {one.end}"
        if not 0 <= (row.as_of - row.date).days <= {"day": 0, "month": 31}.get(row.date_precision, 366):
            yield f"{row.operation}/{row.date:%F}/as_of", f"{row.date_precision} {row.date:%F} as of {row.as_of:%F}"
        if (row.scope == "operation") != pd.notna(row.operation):
            yield f"{row.operation}/{row.country}/{row.date:%F}", f"scope {row.scope}"
    blocks = [operation for operation, _ in itertools.groupby(frame["operation"].fillna("all"))]
    for operation in {one for one in blocks if blocks.count(one) > 1}:
        yield operation, "its rows stand in several places"
    for row in frame[frame.duplicated(["scope", "operation", "country", "date", "kind"])].itertuples():
        yield f"{row.operation}/{row.country}/{row.date:%F}", "counted twice"


@invariant("contributions", "operations")
def a_peak_is_of_a_year_of_its_source(tables):
    """Where lists of contributors come from a source of the operation, its highest strength is of the year of one."""
    rows = tables["operations"].dropna(subset=["peak"]).set_index("id")
    for operation, lists in tables["contributions"].dropna(subset=["operation"]).groupby("operation"):
        if operation in rows.index:
            own = set(rows.loc[operation, "source"].split(";"))
            years = {row.date.year for row in lists.itertuples() if own & set(row.source.split(";"))}
            if years and rows.loc[operation, "peak"].year not in years:
                yield operation, f"highest on {rows.loc[operation, 'peak']:%F}, and lists of its sources are of {years}"


CALLED = {"training": "training", "maritime": r"\bnaval\b|\bnavy\b|maritime|\bsea\b", "police": r"\bpolice\b"}


@invariant("operations")
def an_operation_is_of_the_kind_of_its_name(tables):
    """An operation whose name speaks of training, the sea or police is of that kind."""
    for row in tables["operations"].itertuples():
        spoken = [kind for kind, pattern in CALLED.items() if re.search(pattern, row.name.casefold())]
        if spoken and row.kind not in spoken:
            yield f"{row.id}/kind", f"{row.kind}: {row.name}"


@invariant("contributions", "operations", "personnel")
def contributions_are_parts_of_a_whole(tables):
    """What states send to a mission is no more than the mission, and to all missions no more than all."""
    frame = tables["contributions"]
    peaks = tables["operations"].set_index("id")["peak_strength"]
    for (operation, date), total in frame.groupby(["operation", "date"])["personnel"].sum().items():
        if pd.notna(peaks[operation]) and total > 1.12 * peaks[operation]:
            yield f"{operation}/{date:%F}", f"{total} sent, highest strength {peaks[operation]}"
    of_all = frame[frame["scope"] == "un_total"].groupby(["country", "date"])["personnel"].sum()
    parts = frame[(frame["scope"] == "operation") & (frame["kind"] == "uniformed")]
    for key, total in parts.groupby(["country", "date"])["personnel"].sum().items():
        if key in of_all.index and total > of_all[key]:
            yield f"{key[0]}/{key[1]:%F}", f"{total} in missions, {of_all[key]} in all"
    world = tables["personnel"].set_index("date")["personnel"]
    for date, total in of_all.groupby("date").sum().items():
        if date in world.index and total > world[date]:
            yield f"{date:%F}", f"{total} by the states, {world[date]} in all"


@invariant("contributions")
def contributors_change_little_by_little(tables):
    """A large contributor to the UN does not send many times more or less on the next list."""
    frame = tables["contributions"]
    frame = frame[frame["scope"] == "un_total"].sort_values(["country", "date"])
    for _, rows in frame[frame["kind"].isin(["uniformed", "military"])].groupby("country"):
        lists = list(rows.itertuples())
        for i, row in enumerate(lists):
            near = [one for one in lists[max(i - 1, 0) : i + 2] if 0 < abs((one.date - row.date).days) < 770]
            beside = [one.personnel for one in near if row.personnel >= 500]
            if beside and (row.personnel > 1.6 * max(beside) or row.personnel < min(beside) / 1.6):
                yield f"{row.country}/{row.date:%F}/beside", f"{row.personnel}, and {beside} on the lists beside"
    frame = frame[frame["kind"] == "uniformed"]
    before = frame.groupby("country")["personnel"].shift(1)
    ratio = frame["personnel"].astype(float) / before.astype(float)
    years = (frame["date"] - frame.groupby("country")["date"].shift(1)).dt.days / 365.25
    large = frame["personnel"].where(frame["personnel"] > before, before) >= 200
    for row in frame[large & ((ratio > 1.6 + years) | (ratio < 1 / (1.6 + years)))].itertuples():
        yield f"{row.country}/{row.date:%F}", f"{row.personnel}, {ratio[row.Index]:.2f} times the list before"


@invariant("consent_withdrawals", "operations")
def consent_is_withdrawn_in_the_life_of_an_operation(tables):
    """A host withdraws its consent while the operation is there, and it ends within two years."""
    spans = {row.id: row for row in tables["operations"].itertuples()}
    for row in tables["consent_withdrawals"].itertuples():
        one = spans[row.operation]
        if not one.start <= row.date < one.end or (one.end - row.date).days > 731:
            yield row.operation, f"withdrawn on {row.date:%F}, operation {one.start:%F} to {one.end}"
        if pd.notna(one.country) and row.country != one.country:
            yield row.operation, f"withdrawn by {row.country}, and the operation is in {one.country}"
