"""The answers of the questions on claims, derived from the tables."""

import pandas as pd
from deriving import derives, held, rows

import mcollab as mc
from mcollab.questions import bank


@derives("claims/six-verdicts")
def _():
    verdicts = mc.load("claims").set_index("claim")["verdict"]
    return {pair.left: verdicts[pair.left].replace("_", " ") for pair in bank.question("claims/six-verdicts").pairs}


@derives("claims/supported-by-kind")
def _():
    table = mc.load("claims")
    supported = table[table["verdict"] == "supported"]
    return {
        kind: 100 * (supported["kind"] == kind).sum() / (table["kind"] == kind).sum()
        for kind in ("date", "membership", "role", "count", "classification", "causal")
    }


@derives("claims/life-of-a-number")
def _(drawn):
    days = pd.date_range("1949-08-24", mc.load("memberships")["joined"].max()).to_numpy()
    joined = mc.spells("nato")["joined"].to_numpy()
    assert mc.spells("nato")["left"].isna().all()
    length = ((joined <= days[:, None]).sum(axis=1) == drawn["members"]).sum()
    assert drawn["years"] != length
    return length


@derives("claims/which-alliances")
def _():
    table = rows("arrangements").set_index("short_name")
    return {
        option.text
        for option in bank.question("claims/which-alliances").options
        if table.loc[option.text, "kind"] == "alliance"
    }


@derives("claims/first-operations")
def _():
    table = rows("operations").loc[["unficyp", "onuc", "unef-1", "unmogip", "untso"]]
    return list(table.sort_values("start")["acronym"])


@derives("claims/share-named")
def _():
    mentions = mc.load("mentions")
    named = mentions[mentions["headings"].notna() & (mentions["table"] == "arrangements")]["row"]
    allied = mc.in_force("2026-11-22", kind="alliance", obligation="defence")
    assert (len(allied), allied["id"].isin(named).sum()) == (36, 5)
    assert sum("USA" in held(id, "2026-11-22") for id in allied[allied["id"].isin(named)]["id"]) == 4
    return 100 * (1 - allied["id"].isin(named).mean())


@derives("claims/true-once")
def _():
    verdicts = mc.load("claims").set_index("claim")["verdict"]
    texts = [option.text for option in bank.question("claims/true-once").options]
    assert {verdicts[text] for text in texts} == {"outdated", "wrong"}
    return {text for text in texts if verdicts[text] == "outdated"}


@derives("claims/last-twelve-thousand")
def _():
    return mc.load("personnel").query("personnel <= 12500")["year"].max()


@derives("claims/piracy-in-the-gulf")
def _():
    return mc.load("piracy").set_index("year")["incidents"].loc[2019:2025]
