"""Notes and columns: what a row says in words is what it says in codes, as the page of coding rules has it."""

import itertools
import re

import pandas as pd

from invariants.core import MONTHS, invariant, invariant_of_each

NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
NUMBERS |= {"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "twenty": 20}
_DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2} (?:" + "|".join(MONTHS) + r") \d{4})"


def _sentences(*texts) -> list[str]:
    """Return the sentences of texts, those left out that tell of what came in a row's place."""
    whole = " ".join(text for text in texts if isinstance(text, str))
    return [one for one in re.split(r"(?<=[.;]) ", whole) if "eplaced by" not in one]


def _says(pattern: str, *texts) -> bool:
    return any(re.search(pattern, one) for one in _sentences(*texts))


def _note(row) -> str:
    return row.note if isinstance(row.note, str) else ""


ALL = r"(attack|aggression) (on|upon|against) (all|the whole)|is an attack on all"
NO_PROMISE = r"no promise of (defence|help)|not an alliance|no duty to (defend|help)|without a defence clause"
NO_TREATY = r"[Nn]ot a treaty|[Nn]on-treaty|[Pp]olitical declaration:|no treaty[;.]"
OVER = r"^(End by|End:|Ended by|Cancelled by|Disowned by)"
UNLISTED = r"arties are not listed|no parties are listed|no memberships are recorded|no separate rows"


@invariant("arrangements", "memberships")
def an_arrangement_is_coded_as_it_is_described(tables):
    """Who promises no help owes no defence, who takes an attack on one as one on all does; what is over has ended."""
    listed = set(tables["memberships"]["arrangement"])
    for row in tables["arrangements"].itertuples():
        about = (row.description, row.note)
        if _says(ALL, *about) and row.obligation not in ("defence", "collective_security"):
            yield row.id, f"an attack on one is one on all, and the obligation {row.obligation}"
        if _says(NO_PROMISE, *about) and (row.obligation == "defence" or row.kind == "alliance"):
            yield row.id, f"no promise of help, and {row.kind} with obligation {row.obligation}"
        if _says(NO_TREATY, *about) and row.kind == "alliance":
            yield row.id, "no treaty, and an alliance"
        mutual = row.model == "bilateral" and row.obligation == "defence" and not _says("^One-sided", *about)
        if mutual and row.kind != "alliance":
            yield row.id, f"two that owe each other defence, and {row.kind}"
        if _says(OVER, _note(row)) and pd.isna(row.ended):
            yield row.id, "over by its note, and not ended"
        if _says(UNLISTED, _note(row)) and row.id in listed:
            yield row.id, "its parties are not listed, and are"
        if _says(r"day of entry into force was not", _note(row)) and row.in_force_precision == "day":
            yield row.id, f"the day of entry into force was not found, and is {row.in_force:%F}"


@invariant("arrangements", "memberships")
def who_belongs_to_what_is_not_in_force_is_not_confirmed(tables):
    """What has not entered into force has no member that a source confirms."""
    pending = set(tables["arrangements"].loc[tables["arrangements"]["in_force"].isna(), "id"])
    for row in tables["memberships"].itertuples():
        if row.arrangement in pending and row.confirmed:
            yield f"{row.arrangement}/{row.country}", "a member of what is not in force"
        if row.confirmed and _says(r"Day of signature|day it joined is not|own day of signature was not", _note(row)):
            yield f"{row.arrangement}/{row.country}", "its day was not found, and is confirmed"


NOTICE = {"league-of-nations": 24, "oas": 24, "rio-treaty": 24, "cis": 12, "oau": 12, "ecowas": 12}
"""Months between the notice of who leaves and the day on which it is out, by the treaty."""
GIVEN = re.compile(r"(?:Denounced (?:the Charter )?on|[Nn]otice of withdrawal|withdrawal on) " + _DAY)
GONE = r"^(Left |Withdrew|Denounced|Expelled|Annexed|Put out|Became an ally|No longer a member|End:)"


@invariant("memberships")
def who_leaves_is_out_when_the_notice_has_run(tables):
    """Where a treaty sets a time of notice, a spell ends when it has run; who left, by the note, has left."""
    for row in tables["memberships"].dropna(subset=["note"]).itertuples():
        key = f"{row.arrangement}/{row.country}/{row.joined:%F}"
        given = GIVEN.search(row.note)
        if given and row.arrangement in NOTICE and pd.notna(row.left) and row.left_precision == "day":
            due = pd.Timestamp(given[1]) + pd.DateOffset(months=NOTICE[row.arrangement])
            if row.left != due:
                yield key, f"left on {row.left:%F}, and its notice ran to {due:%F}"
        if _says(GONE, row.note) and pd.isna(row.left):
            yield key, "left by its note, and still there"
        if row.status == "suspended" and _says("never suspended|not a suspension", row.note):
            yield key, "suspended, and by its note not"


@invariant("programmes", "programme_partners")
def partners_are_as_many_as_a_programme_says(tables):
    """The partners that have not left are as many as the note of their programme counts; who left, by the note, has."""
    frame = tables["programme_partners"]
    still = frame[frame["left"].isna() & frame["role"].isin(["lead", "partner"])].groupby("programme").size()
    for row in tables["programmes"].dropna(subset=["note"]).itertuples():
        said = re.search(r"\b(Acquired by|Partners are the|^)\s*(\w+) (Allies|states[;.])", row.note)
        number = said and (int(said[2]) if said[2].isdigit() else NUMBERS.get(said[2].lower()))
        if number and still.get(row.id, 0) != number:
            yield row.id, f"{number} by its note, {still.get(row.id, 0)} partners"
    for row in frame.dropna(subset=["note"]).itertuples():
        if pd.isna(row.left) and _says(r"^(Left|Withdrew|Terminated|Removed|Ended flying)|no longer among", row.note):
            yield f"{row.programme}/{row.country}", "left by its note, and still there"


RUNS = re.compile(r"(?:mandate|authorisation)[^.;]*? (?:to|until|ran out on) " + _DAY)
OPEN_END = r"what followed was not found|does not follow it further|the table follows the mandate to"


@invariant("operations")
def an_operation_is_under_way_no_longer_than_its_note_can_tell(tables):
    """An open operation whose mandate had run out by the day its row holds as of says that it does not know more."""
    for row in tables["operations"].dropna(subset=["note"]).itertuples():
        ends = [pd.Timestamp(day) for day in RUNS.findall(row.note)]
        if pd.isna(row.end) and ends and max(ends) < row.as_of and not _says(OPEN_END, row.note):
            yield row.id, f"under way on {row.as_of:%F} with a mandate to {max(ends):%F}"
        over = re.search(r"set its end at " + _DAY, row.note)
        if over and row.end != pd.Timestamp(over[1]):
            yield row.id, f"ended on {over[1]} by its note, and on {row.end} by its row"
        since = re.search(r"Established by its mandate on " + _DAY, row.note)
        if since and pd.Timestamp(since[1]) >= row.start:
            yield row.id, f"started on {row.start:%F}, and was established on {since[1]}"


@invariant("military_exercises")
def a_series_ends_where_its_note_says(tables):
    """The last year is that after which editions are not recorded; who has no source for the first is not confirmed."""
    for row in tables["military_exercises"].dropna(subset=["note"]).itertuples():
        after = re.search(r"Editions after (\d{4}) are not recorded", row.note)
        if after and (row.ended or row.last_year != int(after[1])):
            yield f"{row.id}/last_year", f"{row.last_year}, and editions after {after[1]} are not recorded"
        if _says(r"[Nn]o source was found for the first", row.note) and row.confirmed:
            yield f"{row.id}/confirmed", "no source for its first year, and confirmed"
        if _says(r"(^|; )[Ee]nded in ", row.note) and not row.ended:
            yield f"{row.id}/ended", "ended by its note, and not by its column"


TOLD = {"arrangements": ["description", "note"], "clauses": ["note"], "milestones": ["description", "note"]}
TOLD |= {"memberships": ["note"], "programme_partners": ["note"], "programmes": ["note"]}
NOT_TOLD = re.compile(r"\b(?:by|from|to|until|[Rr]esolution)(?: (?:\d{1,2} )?[A-Z][a-z]+)? (?:19|20)\d{2}\b")
"""Plans, which name their day, and numbers of resolutions."""
YEAR = re.compile(r"\b(?:1[5-9]|20)\d{2}\b")


@invariant_of_each(*TOLD)
def words_tell_of_no_year_after_the_row(tables, table):
    """What a confirmed row says in words happened by the day it holds as of, or is a plan that names its day."""
    frame = tables[table][tables[table]["confirmed"]]
    for row in frame.itertuples():
        texts = [text for column in TOLD[table] if isinstance(text := getattr(row, column), str)]
        years = {int(year) for text in texts for year in YEAR.findall(NOT_TOLD.sub("", text))}
        if late := sorted(year for year in years if year > row.as_of.year):
            key = getattr(row, "id", None) or f"{row[1]}/{row[2]}"
            yield f"{table}/{key}", f"tells of {', '.join(map(str, late))}, and holds as of {row.as_of:%F}"


TERM = re.compile(r"\b(\w+)[- ]year (?:treaty|term)|(?:[Cc]oncluded|[Ss]igned|term) (?:\w+ )*?(?:for|of) (\w+) years")
TENS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50}
GOES_ON = r"[Rr]enew|[Pp]rolong|without term|no term|indefinite|unless"


@invariant("arrangements", "clauses")
def what_had_a_term_ended_with_it(tables):
    """An arrangement for a number of years is over when they have passed, unless it says how it goes on."""
    terms = tables["clauses"].groupby("arrangement")["term_years"].max().dropna().astype(int)
    for row in tables["arrangements"][tables["arrangements"]["ended"].isna()].itertuples():
        said = [TENS.get((one or other).lower(), 0) for one, other in TERM.findall(f"{row.description} {row.note}")]
        years = max([*said, terms.get(row.id, 0)], default=0)
        begun = row.in_force if pd.notna(row.in_force) else row.signed
        on = [one for one in _sentences(row.description, row.note) if "not shown" not in one]
        if years and begun + pd.DateOffset(years=int(years)) < row.as_of and not _says(GOES_ON, *on):
            yield row.id, f"for {years} years from {begun:%F}, and still there on {row.as_of:%F}"


WHO = "states|nations|navies|participants|partners|Allies|others"
COUNTED = re.compile(rf"\b([\d,]+|[a-z]+) (?:other |further |coastal |foreign )?(?:{WHO})")


def _number(text: str) -> int:
    plain = text.replace(",", "")
    return int(plain) if plain.isdigit() else NUMBERS.get(text.lower(), 0)


@invariant("military_exercises")
def as_many_take_part_as_the_note_counts(tables):
    """The states in the largest edition are as many as the note counts, where it counts any, but for the host."""
    for row in tables["military_exercises"].dropna(subset=["note", "participants"]).itertuples():
        said: set[int] = set()
        for part in _sentences(row.note):
            years, counted = set(map(int, YEAR.findall(part))), {_number(one) for one in COUNTED.findall(part)} - {0}
            if not years or row.largest_year in years:
                said |= counted if re.search(r"\bor\b", part) else {*counted, sum(counted)} - {0}
        if said and all(abs(row.participants - number) > 1 for number in said):
            yield row.id, f"{row.participants} take part: {row.note}"


@invariant("operations")
def a_peak_is_the_sum_that_the_note_gives(tables):
    """Where the note of an operation takes its highest strength apart or rounds it, the parts add up to it."""
    for row in tables["operations"].dropna(subset=["note", "peak_strength"]).itertuples():
        for part in (one for one in _sentences(row.note) if re.search("[Pp]eak", one)):
            said = [_number(one) for one in re.findall(r"\b(?:\d{1,3}(?:,\d{3})+|\d{1,3})\b", YEAR.sub("", part))]
            sums = {sum(some) for size in range(1, len(said) + 1) for some in itertools.combinations(said, size)}
            if said and row.peak_strength not in sums:
                yield row.id, f"{row.peak_strength}: {part}"


@invariant("arrangements", "clauses")
def what_is_sure_was_opened_in_its_own_wording(tables):
    """No row is confirmed whose note says that its text was not opened, or was amended after the day of which it is."""
    for table in ("arrangements", "clauses"):
        rows = tables[table]
        for row in rows[rows["confirmed"].fillna(value=True).astype(bool)].itertuples():
            later = [year for year in re.findall(r"amended in (\d{4})", _note(row)) if int(year) > row.as_of.year]
            if later or "text was not opened" in _note(row):
                yield row.id, f"confirmed, and its note says: {_note(row)[:60]}"
