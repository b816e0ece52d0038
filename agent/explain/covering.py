"""Whether the statements in force bear out a sentence: each stretch of it one of them, none mixed."""

import re
from collections.abc import Sequence
from functools import cache

from penchant.agent.explain.atoms import Atom, AtomKind
from penchant.agent.explain.attributed import NEAR
from penchant.agent.explain.backing import Backing, ExplanationFacts, Role
from penchant.agent.explain.cue_words import AGAINST, OWN_HISTORY
from penchant.agent.explain.mentions import forms
from penchant.agent.explain.sentences import folded

_BREAK = re.compile(
    r"[,;:()，、；：（）]|\s-\s|\b(?:and|but|because|since|as|while|plus|also|yet"
    r"|so(?! far)|though|although|despite|without"
    r"|if|whereas|or|besides|even though)\b|因为|由于|而且|并且|而|且|但|和|以及|此外",
    re.IGNORECASE,
)
_OF_AN_INTEREST: frozenset[AtomKind] = frozenset({"fit", "hedge", "percent", "about_percent"})
"""A label says nothing alone: "classic" is an interest, and "a classic" is praise."""
_SUMS_UP = re.compile(r"(?:all told|in all|to date|so far)$", re.IGNORECASE)
_PEOPLE = frozenset({"together", "popular"})
_UNTOLD: tuple[Role, ...] = ("people", "days", "events", "rank")
"""What a number may count where the words around it do not say."""
_BELONGS = re.compile(
    r"[\s,;，]*(?:which|that|who|whom|whose|where|when|the one|there (?:are|were))\b", re.IGNORECASE
)


def uncovered(atoms: Sequence[Atom], whole: str, facts: ExplanationFacts) -> str | None:
    """What no statement bears out as it is said; None when all is borne out.

    Args:
        atoms: of the sentence, in order.
        whole: the sentence with its titles and labels blanked out, for where one thought ends.
        facts: the statements in force.
    """
    chunks = _chunks(atoms, whole)
    count = len(chunks)

    @cache
    def reach(start: int) -> bool:
        if start == count:
            return True
        for end in range(count, start, -1):
            run = [atom for chunk in chunks[start:end] for atom in chunk]
            if any(_bears(backing, run, facts) for backing in facts.backings) and reach(end):
                return True
        return False

    if reach(0):
        return None
    for atom in atoms:
        if not any(_covers(backing, atom, facts) for backing in facts.backings):
            return f"says {atom.text.strip()!r}, which no statement bears out"
    return "mixes what belongs to different statements"


def _chunks(atoms: Sequence[Atom], whole: str) -> list[list[Atom]]:
    """Atoms between two breaks; what does not tell its statement belongs to the chunk before."""
    breaks = [match.start() for match in _BREAK.finditer(whole) if not _BELONGS.match(whole, match.start())]
    chunks: list[list[Atom]] = []
    last = -1
    for atom in atoms:
        place = sum(1 for start in breaks if start <= atom.start)
        if chunks and place == last:
            chunks[-1].append(atom)
        else:
            chunks.append([atom])
        last = place
    merged: list[list[Atom]] = []
    for chunk in chunks:
        if merged and (not any(atom.is_head for atom in chunk) or _counts_on(chunk, whole)):
            merged[-1].extend(chunk)
        else:
            merged.append(chunk)
    if len(merged) > 1 and all(not atom.is_head or _SUMS_UP.match(atom.text) for atom in merged[0]):
        merged[1] = merged[0] + merged[1]
        del merged[0]
    return merged


def _counts_on(chunk: Sequence[Atom], whole: str) -> bool:
    """After a colon, a bare number of people counts those who were spoken of: "had it too: 37 people"."""
    is_bare = all(
        (atom.kind == "count" and atom.role == "people") or atom.families == _PEOPLE for atom in chunk
    )
    return is_bare and whole[: chunk[0].start].rstrip()[-1:] in (":", ";")


def _bears(backing: Backing, run: Sequence[Atom], facts: ExplanationFacts) -> bool:
    if not all(_covers(backing, atom, facts) for atom in run):
        return False
    kinds = {atom.kind for atom in run}
    if kinds <= {"title"}:
        # A title alone says nothing: it belongs to what is said beside it.
        return False
    if backing.is_hedged and kinds & {"label", "cue"} and "hedge" not in kinds:
        return False
    if backing.kind == "despite":
        return any(AGAINST in atom.families for atom in run) and bool(kinds & {"title", "name"})
    if backing.kind == "without":
        return _is_told_whole(backing, run)
    if backing.kind == "history":
        return any("history" in atom.families for atom in run)
    if any("history" in atom.families for atom in run):
        return False
    if any("new" in atom.families for atom in run) and backing.kind == "interest" and "label" not in kinds:
        return False
    if (
        "label" in kinds
        and not kinds & _OF_AN_INTEREST
        and not any("interest" in atom.families for atom in run)
    ):
        return False
    if "date" in kinds and backing.deeds and "deed" not in kinds:
        # A day is that of a deed: nothing is like something "on 3 May".
        return False
    return not kinds & {"condition", "outcome"}


def _is_told_whole(backing: Backing, run: Sequence[Atom]) -> bool:
    """A condition needs its consequence, and all of the events that it takes."""
    kinds = {atom.kind for atom in run}
    if not {"condition", "outcome"} <= kinds:
        return False
    named = {folded(atom.text) for atom in run if atom.kind in ("title", "item")}
    every = all(named & {folded(form) for form in forms(title)} for title in backing.titles)
    counted = any(
        atom.kind == "count"
        and atom.role in ("events", "any")
        and atom.value in backing.counts.get("events", ())
        for atom in run
    )
    if not (every or counted):
        return False
    ranks = backing.counts.get("rank", ())
    if backing.outcome == "falls" and len(ranks) == 2:
        told = [atom.value for atom in run if atom.kind == "count" and atom.role == "rank"]
        # "From 2 to 14": in this order; the last one named is where it lands.
        if told and (told[-1] != ranks[1] or (len(told) > 1 and told[0] != ranks[0])):
            return False
    return True


def _covers(backing: Backing, atom: Atom, facts: ExplanationFacts) -> bool:
    match atom.kind:
        case "item" | "hedge":
            return True
        case "name":
            said = {folded(word) for word in (*backing.words, *facts.names)}
            return folded(atom.text) in said
        case "title":
            known = {folded(form) for title in backing.titles for form in forms(title)}
            return folded(atom.text) in known
        case "label":
            return any(_labels(facts)[place] in backing.labels for place in atom.about)
        case "count":
            return _counts(backing, atom, facts)
        case "vague":
            return any(atom.value <= count <= atom.most for count in backing.counts.get("people", ()))
        case "percent":
            return round(atom.value) in backing.percents and atom.value == round(atom.value)
        case "about_percent":
            return any(abs(atom.value - one) <= NEAR for one in backing.percents)
        case "date":
            return atom.when is not None and any(map(atom.when.fits, backing.dates))
        case "recently":
            return backing.is_recent or backing.kind == "new" or _is_of_late(backing)
        case "deed":
            return not atom.deeds.isdisjoint(backing.deeds) or (
                backing.kind in ("together", "without") and len(atom.deeds) > 2
            )
        case "move":
            return backing.state in atom.states
        case "cue":
            if OWN_HISTORY in atom.families and any(one.kind == "history" for one in facts.backings):
                return False
            return backing.kind in atom.families or ("new" in atom.families and backing.state == "new")
        case "condition":
            return backing.kind == "without"
        case "outcome":
            return backing.outcome == atom.outcome
        case "first":
            return backing.is_first
        case "fit":
            return backing.kind in ("interest", "query", "preference")


def _counts(backing: Backing, atom: Atom, facts: ExplanationFacts) -> bool:
    if atom.role == "any":
        return any(atom.value in backing.counts.get(role, ()) for role in _UNTOLD)
    if atom.value in backing.counts.get(atom.role, ()):
        return True
    # Where the item stands, and of how many, is true whatever else is said of it.
    place = next((one for one in facts.backings if one.kind == "place"), None)
    return place is not None and backing.kind != "without" and atom.value in place.counts.get(atom.role, ())


def _is_of_late(backing: Backing) -> bool:
    days = backing.counts.get("days", ())
    return bool(days) and max(days) <= 60


def _labels(facts: ExplanationFacts) -> list[str]:
    return list(dict.fromkeys(label for backing in facts.backings for label in backing.labels))
