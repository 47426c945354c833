"""Exercises and programmes: series against their editions, partners against their programme."""

import re

import pandas as pd

from invariants.core import invariant, kinked

RHYTHM = {"annual": 1, "biennial": 2}


@invariant("military_exercises", "exercise_editions")
def an_edition_is_of_its_series(tables):
    """The years of editions lie in those of their series; the largest edition has its figures in both tables."""
    series = {row.id: row for row in tables["military_exercises"].itertuples()}
    for row in tables["exercise_editions"].itertuples():
        one, key = series[row.exercise], f"{row.exercise}/{row.year}"
        if not one.first_year <= row.year <= (one.last_year if pd.notna(one.last_year) else row.year):
            yield key, f"no year of the series, {one.first_year} to {one.last_year}"
        if row.year != row.as_of.year:
            yield key, f"an edition of {row.year} as of {row.as_of.year}"
        if row.year == one.largest_year:
            for column in ("participants", "personnel"):
                here, there = getattr(row, column), getattr(one, column)
                if pd.notna(here) and pd.notna(there) and here != there:
                    yield f"{key}/{column}", f"{here} here, {there} in the series"
        elif pd.notna(row.personnel) and pd.notna(one.personnel) and row.personnel > one.personnel:
            yield f"{key}/personnel", f"{row.personnel}, more than the {one.personnel} of the largest"


@invariant("exercise_editions")
def editions_change_little_by_little(tables):
    """From one edition to the next a series does not double nor fall by half, and none stands out between two."""
    for exercise, rows in tables["exercise_editions"].groupby("exercise"):
        for column in ("participants", "personnel"):
            values = rows.sort_values("year").dropna(subset=[column])
            ratio = values[column].astype(float) / values[column].shift(1).astype(float)
            for row in values[(ratio > 2) | (ratio < 1 / 2)].itertuples():
                yield f"{exercise}/{row.year}/{column}", f"{ratio[row.Index]:.2f} times the edition before"
            figures = values.set_index("year")[column]
            for year in set(kinked(figures, 1.5)) - {figures.index.min(), figures.index.max()}:
                yield f"{exercise}/{year}/{column}/beside", f"{figures[year]} stands out from the editions beside it"


@invariant("military_exercises", "arrangements", "memberships")
def an_arrangement_exercises_at_home(tables):
    """A host of an exercise of an arrangement is or was a member of it."""
    held: dict[str, set[str]] = {}
    for row in tables["memberships"].itertuples():
        held.setdefault(row.arrangement, set()).add(row.country)
    for row in tables["military_exercises"].dropna(subset=["arrangement", "hosts"]).itertuples():
        if held.get(row.arrangement, set(row.hosts.split(";"))).isdisjoint(row.hosts.split(";")):
            yield row.id, f"hosts {row.hosts}, none of them in {row.arrangement}"


@invariant("military_exercises", "countries")
def who_leads_an_exercise_is_at_home(tables):
    """Of the states that lead an exercise one is a host, but for the United States, which exercise abroad."""
    codes = {row.short_name: row.iso3 for row in tables["countries"].itertuples()}
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(codes, key=len, reverse=True)))})\b")
    for row in tables["military_exercises"].dropna(subset=["hosts"]).itertuples():
        leads = {codes[name] for name in names.findall(row.lead)}
        if leads - {"USA"} and leads.isdisjoint(row.hosts.split(";")):
            yield row.id, f"led by {row.lead}, and its hosts are {row.hosts}"


@invariant("military_exercises", "exercise_editions", "countries", "arrangements")
def a_series_agrees_with_itself(tables):
    """Hosts are states and take part; an ended series has a last year; a biennial one keeps to odd or even years."""
    codes = set(tables["countries"]["iso3"])
    models = tables["arrangements"].set_index("id")["model"]
    for row in tables["military_exercises"].itertuples():
        hosts = row.hosts.split(";") if pd.notna(row.hosts) else []
        if not set(hosts) <= codes or len(set(hosts)) != len(hosts):
            yield f"{row.id}/hosts", f"hosts {row.hosts}"
        if row.ended and (pd.isna(row.last_year) or row.last_year >= row.as_of.year):
            yield f"{row.id}/ended", f"ended, and last held in {row.last_year}"
        if not row.ended and pd.notna(row.last_year) and row.last_year < row.as_of.year - 3:
            yield f"{row.id}/last_year", f"goes on, and was last held in {row.last_year}"
        if row.confirmed and pd.notna(row.last_year) and row.last_year > row.as_of.year:
            yield f"{row.id}/last_year", f"held in {row.last_year}, known as of {row.as_of.year}"
        step = RHYTHM.get(row.rhythm, 1)
        if pd.notna(row.last_year) and pd.notna(row.largest_year) and (row.last_year - row.largest_year) % step:
            yield f"{row.id}/rhythm", f"{row.rhythm}, held in {row.largest_year} and {row.last_year}"
        if row.rhythm == "once" and row.first_year != row.last_year:
            yield f"{row.id}/rhythm", f"held once, {row.first_year} to {row.last_year}"
        of_two = pd.notna(row.arrangement) and models[row.arrangement] == "bilateral"
        if of_two and pd.notna(row.participants) and row.participants > 5:
            yield f"{row.id}/participants", f"{row.participants} take part in an exercise of two"
        if pd.notna(row.participants) and row.participants < len(hosts) and len(hosts) < 4:
            yield f"{row.id}/participants", f"{row.participants} take part, and {len(hosts)} are hosts"
        each = row.personnel / row.participants if pd.notna(row.personnel) and pd.notna(row.participants) else 100
        if not 15 <= each <= 20_000 or (pd.notna(row.participants) and row.participants > 70):
            yield f"{row.id}/personnel", f"{each:.0f} people for each of {row.participants} states"


@invariant("programmes", "programme_partners")
def partners_belong_to_their_programme(tables):
    """A partner joins a programme that exists; one leads; shares on one basis add up to the whole or to less."""
    rows = {row.id: row for row in tables["programmes"].itertuples()}
    frame = tables["programme_partners"]
    for row in frame.itertuples():
        one, key = rows[row.programme], f"{row.programme}/{row.country}"
        if pd.notna(row.joined) and row.joined < one.began and row.joined.year != one.began.year:
            yield key, f"joined on {row.joined:%F} what began on {one.began:%F}"
        if pd.notna(row.left) and pd.notna(one.ended) and row.left > one.ended:
            yield key, f"left on {row.left:%F} what ended on {one.ended:%F}"
        if pd.notna(row.share) != pd.notna(row.share_basis):
            yield key, "a share without its basis, or the reverse"
    leads = frame[frame["role"] == "lead"].groupby("programme").size()
    for programme in leads[leads > 1].index:
        yield f"{programme}/lead", f"{leads[programme]} lead it"
    bases = frame.groupby("programme")["share_basis"].nunique()
    for programme in bases[bases > 1].index:
        yield f"{programme}/basis", "shares of different things"
    for programme in set(rows) - set(frame["programme"]):
        yield programme, "no partner"
    for (programme, basis), shares in frame.dropna(subset=["share"]).groupby(["programme", "share_basis"])["share"]:
        whole, all_of_them = shares.sum(), len(shares) == (frame["programme"] == programme).sum()
        if whole > 100.5 or (all_of_them and whole < 99.5):
            yield f"{programme}/{basis}", f"shares of {whole:.1f} per cent"
    full = frame[frame["role"].isin(["lead", "partner"])].groupby("programme")["joined"].agg(["min", "count", "size"])
    for row in full[full["count"] == full["size"]].itertuples():
        if row.min.year != rows[row.Index].began.year:
            yield (
                f"{row.Index}/began",
                f"began on {rows[row.Index].began:%F}, and its first partner joined on {row.min:%F}",
            )
    for row in rows.values():
        over = row.status in ("ended", "cancelled")
        if over != pd.notna(row.ended):
            yield row.id, f"{row.status}, ended {row.ended}"


def _of_its_domain(row, words, domains):
    """Yield a row whose words speak of domains, by their patterns, and of none that is its own."""
    spoken = {domain for domain, pattern in domains.items() if re.search(pattern, words.casefold())}
    if spoken and row.domain not in spoken:
        yield row.id, f"{row.domain}, and its words speak of {', '.join(sorted(spoken))}"


DOMAINS = {
    "sea": r"nav(?:y|ies|al)\b|fleet|maritime|\bsea\b|ship|submarine|mine",
    "air": r"\bair\b|\bflag\b|aircraft|wing",
    "land": r"army|armies|\bland\b|ground|troops",
    "cyber": "cyber",
}


@invariant("military_exercises")
def an_exercise_is_held_where_its_words_say(tables):
    """Name, lead and purpose of an exercise speak of its domain, where they speak of any."""
    for row in tables["military_exercises"].itertuples():
        yield from _of_its_domain(row, f"{row.name} {row.lead} {row.purpose}", DOMAINS)


PRODUCTS = {
    "sea": r"frigate|submarine|destroyer|corvette|\bships?\b",
    "air": "aircraft|fighter|helicopter|drone",
    "transport": "transport|airlift|tanker",
    "missile": "missile|interceptor|air[- ]defence",
    "land": r"\btanks?\b|vehicle|howitzer",
    "cyber": "cyber",
    "space": "satellite",
    "munitions": "munition|common purchases",
}


@invariant("programmes")
def a_programme_is_of_the_domain_of_its_product(tables):
    """Name and product of a programme speak of its domain, where they speak of any."""
    for row in tables["programmes"].itertuples():
        yield from _of_its_domain(row, f"{row.name} {row.product}", PRODUCTS)
