"""True sentences with one fact exchanged for another: a title, a count, a day, a rank."""

import re
from datetime import date, timedelta

from penchant.agent.evaluation.explanations import false_words as words
from penchant.agent.evaluation.explanations.case import Case
from penchant.agent.evaluation.explanations.phrasings import Told, said_day


def foreign_title(case: Case, one: Told) -> str | None:
    return one.refilled(title=case.foreign_title()) if "{title}" in one.wording else None


def evidence_for_item(case: Case, one: Told) -> str | None:
    """The item's place or reason said of what it rests on."""
    if "{item}" not in one.wording or not case.evidence or "{title}" in one.wording:
        return None
    title = case.chance.choice(case.evidence)
    return one.refilled(item=title) if title != case.explanation.title else None


def item_for_evidence(case: Case, one: Told) -> str | None:
    if "{title}" not in one.wording or "{item}" in one.wording:
        return None
    return one.refilled(title=case.explanation.title)


def foreign_item(case: Case, one: Told) -> str | None:
    return one.refilled(item=case.foreign_title()) if "{item}" in one.wording else None


def other_evidence(case: Case, one: Told) -> str | None:
    """A title that is evidence, yet of another statement."""
    if "{title}" not in one.wording or not {"{people}", "{day}", "{deed}"} & set(
        re.findall(r"\{\w+\}", one.wording)
    ):
        return None
    own = one.slots["title"]
    others = [
        title
        for reason in case.explanation.statements
        if reason.kind in ("recent", "together") and reason is not one.reason
        for title in (reason.fields.get("title"),)
        if isinstance(title, str) and title != own
    ]
    return one.refilled(title=case.chance.choice(others)) if others else None


def inflated(case: Case, one: Told) -> str | None:
    if "{people}" not in one.wording:
        return None
    count = int(one.slots["people"].replace(",", ""))
    return one.refilled(people=f"{count * case.chance.randint(2, 9) + case.chance.randint(1, 9):,}")


def vague_count(case: Case, one: Told) -> str | None:
    if "{people}" not in one.wording:
        return None
    count = int(one.slots["people"].replace(",", ""))
    words = ["thousands of", "countless", "more than " + one.slots["people"]]
    if count < 100:
        words.append("hundreds of")
    return one.refilled(people=case.chance.choice(words))


def wrong_span(case: Case, one: Told) -> str | None:
    if "{days}" not in one.wording:
        return None
    days = float(one.slots["days"])
    return one.refilled(
        days=str(case.chance.choice([day for day in (1, 3, 5, 14, 60, 90, 365) if day != days]))
    )


def swapped_numbers(case: Case, one: Told) -> str | None:
    if "{people}" in one.wording and "{days}" in one.wording and one.slots["people"] != one.slots["days"]:
        return one.refilled(people=one.slots["days"], days=one.slots["people"])
    if "{rank}" in one.wording and "{size}" in one.wording and one.slots["rank"] != one.slots["size"]:
        return one.refilled(rank=one.slots["size"], size=one.slots["rank"])
    if "{before}" in one.wording and "{after}" in one.wording:
        return one.refilled(before=one.slots["after"], after=one.slots["before"])
    if "{people}" in one.wording:
        own = one.slots["people"]
        others = [
            f"{people:,}"
            for reason in case.explanation.statements
            for people in (reason.fields.get("people"),)
            if isinstance(people, int) and people > 1 and f"{people:,}" != own
        ]
        return one.refilled(people=case.chance.choice(others)) if others else None
    return None


def wrong_day(case: Case, one: Told) -> str | None:
    if "{day}" not in one.wording:
        return None
    day = _parsed(one.slots["day"]) + timedelta(days=case.chance.choice([-400, -45, -3, -1, 1, 2, 31, 366]))
    return one.refilled(day=said_day(day))


def wrong_year(case: Case, one: Told) -> str | None:
    if "{day}" in one.wording:
        words = one.slots["day"].split()
        return one.refilled(
            day=" ".join([*words[:-1], str(int(words[-1]) + case.chance.choice([-9, -2, -1, 1, 3]))])
        )
    if "{month}" in one.wording:
        words = one.slots["month"].split()
        return one.refilled(month=f"{words[0]} {int(words[1]) - case.chance.randint(1, 9)}")
    return None


def wrong_rank(case: Case, one: Told) -> str | None:
    if "{rank}" not in one.wording:
        return None
    rank = int(one.slots["rank"])
    return one.refilled(
        rank=str(case.chance.choice([place for place in range(1, case.size + 3) if place != rank]))
    )


def wrong_size(case: Case, one: Told) -> str | None:
    if "{size}" not in one.wording:
        return None
    return one.refilled(size=str(case.chance.choice([case.size * 2, case.size + 1, case.size + 7, 100])))


def wrong_trend(case: Case, one: Told) -> str | None:
    if "{state}" not in one.wording:
        return None
    return one.refilled(
        state=case.chance.choice([state for state in words.STATES if state != one.slots["state"]])
    )


def wrong_share(case: Case, one: Told) -> str | None:
    if "{share}" not in one.wording:
        return None
    share = int(one.slots["share"])
    return one.refilled(
        share=str(
            case.chance.choice([value for value in (share + 3, share * 2, share + 40, 99) if value != share])
        )
    )


def wrong_interest(case: Case, one: Told) -> str | None:
    if "{label}" not in one.wording:
        return None
    label = case.foreign_label(one.slots["label"])
    return one.refilled(label=label) if label else None


def wrong_deed(case: Case, one: Told) -> str | None:
    if "{deed}" not in one.wording or one.slots["deed"] not in words.DEEDS:
        return None
    kind = words.DEEDS[one.slots["deed"]]
    return one.refilled(
        deed=case.chance.choice([deed for deed in words.TELLING_DEEDS if words.DEEDS[deed] != kind])
    )


def wrong_attribute(case: Case, one: Told) -> str | None:
    """A year, an author or a platform that nobody gave."""
    name = "title" if "{title}" in one.wording else "item" if "{item}" in one.wording else None
    if name is None:
        return None
    year = case.chance.randint(1950, 2024)
    bare = re.sub(r"\s*\(\d{4}\)$", "", one.slots[name])
    if str(year) in one.slots[name]:
        return None
    said = case.chance.choice(
        [f"{bare} ({year})", f"{one.slots[name]} of {year}", f"{one.slots[name]} by Jane Smith"]
    )
    return one.refilled(**{name: said})


def _parsed(day: str) -> date:
    from datetime import datetime

    return datetime.strptime(day, "%d %B %Y").date()  # noqa: DTZ007 - a day without a zone
