"""True sentences turned round, or made to claim what no statement says."""

import re

from penchant.agent.evaluation.explanations import false_words as words
from penchant.agent.evaluation.explanations.case import Case, listed
from penchant.agent.evaluation.explanations.phrasings import Told, in_a_sentence


def invented_time(case: Case, one: Told) -> str | None:
    if "{deed}" not in one.wording:
        return None
    when = case.chance.choice(words.LOOSE_TIMES)
    if " on {day}" in one.wording:
        return one.with_wording(one.wording.replace(" on {day}", f" {when}"))
    return f"{one.text.rstrip('.')} {when}."


def wrong_cause(case: Case, one: Told) -> str | None:
    """A reason of a kind that is not in force, in place of the sentence."""
    absent = [kind for kind in words.CAUSES if kind not in case.kinds and kind != "history"]
    if "history" not in case.kinds and "without" in case.kinds:
        absent.append("history")
    if not absent or not case.evidence:
        return None
    cause = case.chance.choice(words.CAUSES[case.chance.choice(absent)])
    label = in_a_sentence(case.chance.choice(case.world.labels)) if case.world.labels else "jazz"
    return cause.replace("{title}", case.chance.choice(case.evidence)).replace("{label}", label)


def negated(case: Case, one: Told) -> str | None:
    if one.kind in ("history", "history_other"):
        return None
    for pattern, turned in words.DENIALS:
        text, count = re.subn(pattern, turned, one.wording, count=1)
        if count:
            return one.with_wording(text)
    return None


def dropped_hedge(case: Case, one: Told) -> str | None:
    if one.kind != "interest_hedged":
        return None
    for hedge, bold in words.HEDGES:
        if hedge in one.wording:
            return one.with_wording(one.wording.replace(hedge, bold))
    return None


def wrong_person(case: Case, one: Told) -> str | None:
    person = case.chance.choice(words.PEOPLE)
    text, count = re.subn(
        r"\byou(?= (?:\{deed\}|asked|once|said))|\bYou(?= (?:\{deed\}|asked|once|said))",
        person,
        one.wording,
        count=1,
    )
    if not count:
        text, count = re.subn(r"\b[Yy]our\b", f"{person}'s", one.wording, count=1)
    return one.with_wording(text) if count else None


def absolute(case: Case, one: Told) -> str | None:
    if "{people}" in one.wording:
        return one.refilled(people=case.chance.choice(["all", "most", "all the other", "nearly all"]))
    if "{deed}" in one.wording:
        return one.with_wording(
            one.wording.replace("{deed}", f"{case.chance.choice(words.ABSOLUTES)} {{deed}}", 1)
        )
    text, count = re.subn(r"\b(fits|matches|serves|suits|belongs)\b", r"perfectly \1", one.wording, count=1)
    return one.with_wording(text) if count else None


def invented_reason(case: Case, one: Told) -> str | None:
    """A reason of a family that does not exist, alone or tied to a true sentence."""
    reason = case.chance.choice(words.INVENTED)
    if case.chance.random() < 0.5:
        return reason
    return f"{one.text.rstrip('.')}, and {reason[0].lower()}{reason[1:]}"


def invented_counterfactual(case: Case, one: Told) -> str | None:
    if one.kind not in ("recent", "together", "place", "without_out", "without_falls"):
        return None
    title = case.foreign_title()
    if "without" not in case.kinds and "title" in one.slots:
        title = one.slots["title"]
    wording = case.chance.choice(
        [
            "Without {title} it would not be in this list.",
            "If you had not had {title}, it would be number 37.",
            "But for {title}, it would have dropped out of the list.",
        ]
    )
    return wording.replace("{title}", title)


def turned_counterfactual(case: Case, one: Told) -> str | None:
    """The other outcome, another rank, or too few of the events."""
    if one.kind == "without_falls":
        if "{after}" not in one.wording or case.chance.random() < 0.3:
            return (
                f"Without {one.slots['titles']} it would not be in this list."
                if "titles" in one.slots
                else None
            )
        return one.refilled(after=str(int(one.slots["after"]) + case.chance.choice([-1, 1, 5, 20])))
    if one.kind == "without_out" and "titles" in one.slots:
        names = [str(title) for title in listed(one.reason.fields.get("titles") if one.reason else ())]
        if len(names) > 1 and "{titles}" in one.wording:
            return one.refilled(titles=case.chance.choice(names))
        return case.chance.choice(
            [f"Without {one.slots['titles']} it would still be in this list.",
             f"Without {one.slots['titles']} it would be number 12."]
        )  # fmt: skip
    if one.kind == "history":
        return case.chance.choice(
            ["Your history alone put this here.", "Your history is the reason that it is here.",
             "One event in your history alone put this here."]
        )  # fmt: skip
    return None


def reversed_comparison(case: Case, one: Told) -> str | None:
    """The weaker reason said to be the stronger one."""
    statements = [reason for reason in case.explanation.statements if reason.contribution > 0]
    said = {
        "interest": "your interest",
        "popular": "that it is popular",
        "together": "what others had",
        "recent": "its likeness",
    }
    ordered = [
        reason
        for reason in sorted(statements, key=lambda reason: -reason.contribution)
        if reason.kind in said
    ]
    if len(ordered) < 2 or ordered[0].kind == ordered[-1].kind or one.reason is not ordered[-1]:
        return None
    strong, weak = said[ordered[0].kind], said[ordered[-1].kind]
    return case.chance.choice(
        [
            f"{weak} counts more than {strong}.",
            f"{strong} counts less than {weak}.",
            f"The main reason: {one.text[0].lower()}{one.text[1:]}",
            f"Above all, {one.text[0].lower()}{one.text[1:]}",
        ]
    )
