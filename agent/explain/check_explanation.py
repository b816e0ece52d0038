"""The checker of text about one item of a list: each sentence must be borne out by statements in force.

A sentence is cut into stretches, and each stretch must lie wholly within one statement: so a true count
with a neighbour's title, a true date with another deed, or a cause that no statement names is not shown.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from penchant.agent.explain import claim_words as claims
from penchant.agent.explain import form
from penchant.agent.explain.atoms import Atom, Pieces, atoms_of
from penchant.agent.explain.backing import ExplanationFacts
from penchant.agent.explain.check import Checked, CheckedSentence
from penchant.agent.explain.covering import uncovered
from penchant.agent.explain.facts import About, Facts
from penchant.agent.explain.mentions import Mention, TitleIndex, Vocabulary, forms, index_of
from penchant.agent.explain.names import STARTERS, unknown_name
from penchant.agent.explain.plain_words import PLAIN, unplain
from penchant.agent.explain.polarity import negation
from penchant.agent.explain.quantities import quantities
from penchant.agent.explain.sentences import BLANK, folded, joined, sentences

_OBJECT = re.compile(
    r"\b(?:like|akin to|similar to|close to|resembl\w+|reminiscent of|reminds you of"
    r"|without|because of|thanks to|owing to|due to"
    r"|(?:people|others|users|readers) (?:also )?had|who (?:also )?(?:had|took|liked|have|know|chose)"
    r"|you(?:'ve"
    r"| have)? (?:\w+ )?(?:liked|loved|had|took|got|bought|purchased|saved|shared|played"
    r"|watched|rated|viewed|opened|read|heard|finished|enjoyed|looked at))\s*[\"'“《「]?$"
    r"|(?:像|类似|你(?:喜欢|买|看|玩|听)过?)《?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"[\"'”》」]?\s*(?:(?:is|was|has been) (?:number|ranked|rank|at|here|on|in|first|second"
    r"|third|popular|new|recommended|placed|put|picked|the)"
    r"|comes?|came|ranks?|fits?|match(?:es)?|suits?|sits?|stands?|lands?|takes?|earn(?:s|ed)"
    r"|appears?|belongs?|serves?|made the|would|'d)\b|[\"'”》」]?(?:排|位居|符合)",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    rf"(?:\b(?:it|this|that)|{BLANK})(?:'s| is| was)(?: an?| the| so| very| truly)? ?$", re.IGNORECASE
)
_GIVEN_YEAR = re.compile(r"[\"'”》]?\s*(?:of|from|\(|\[)\s*(?:the year )?(?:19|20)\d\d\b")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PRONOUNS = frozenset({"it", "this", "that", "you"})
_YOU_HAD_IT = re.compile(
    r"\byou(?:'ve| have| had)? (?:\w+ )?(?:liked|loved|enjoyed|had|took|got|bought"
    r"|purchased|saved|shared|played|watched|rated|viewed"
    r"|opened|read|heard|finished) (?:it|this|this one|the item|this item)\b(?! too)",
    re.IGNORECASE,
)


def check_explanation(
    text: str, facts: ExplanationFacts, titles: TitleIndex | Collection[str] = ()
) -> Checked:
    """Which sentences of a text about an item the statements in force bear out.

    Args:
        text: English or Chinese.
        facts: what may be said.
        titles: the catalogue's; none of them may be named that is not in the facts.
    """
    checker = _Checker(facts, index_of(titles))
    checked: list[CheckedSentence] = []
    seen: set[str] = set()
    for sentence in checker.sentences(text):
        reason = "said before" if folded(sentence) in seen else None
        reason = reason or checker.fault(sentence)
        seen.add(folded(sentence))
        checked.append(CheckedSentence(text=sentence, admitted=reason is None, reason=reason or ""))
    kept = [one.text for one in checked if one.admitted]
    return Checked(sentences=tuple(checked), text=joined(kept))


class _Checker:
    """One item's facts, ready for sentences."""

    def __init__(self, facts: ExplanationFacts, titles: TitleIndex) -> None:
        self._facts = facts
        self._titles = titles
        self._vocabulary = Vocabulary(_vocabulary(facts))
        self._item = frozenset(folded(form) for form in forms(facts.title))
        self._texts = frozenset(_closed(text) for text in facts.texts)

    def sentences(self, text: str) -> Iterator[str]:
        """The sentences of a text; a stop inside a title ends none."""
        _, masked = self._vocabulary.mentions(text)
        place = 0
        for piece in sentences(masked):
            place = masked.index(piece[:1], place) if piece not in masked else masked.index(piece, place)
            yield text[place : place + len(piece)]
            place += len(piece)

    def fault(self, sentence: str) -> str | None:
        """Why a sentence is not shown; None when it is borne out."""
        if _closed(sentence) in self._texts:
            return None
        mentions, rest = self._vocabulary.mentions(sentence)
        if malformed := form.fault(rest):
            return malformed
        foreign = (
            self._titles.first_in(_undated(rest))
            or self._first_word(rest)
            or self._titles.wider_than(
                sentence, [slice(one.start, one.end) for one in mentions if one.kind == "title"]
            )
        )
        if foreign:
            return f"names the title {foreign}, which is not in the facts"
        pieces = atoms_of(sentence, mentions, rest, self._item)
        name = unknown_name(pieces.rest, self._vocabulary.words, PLAIN | STARTERS)
        if name:
            return f"names {name}, which is not in the facts"
        return (
            self._turned_round(sentence, mentions, rest, pieces)
            or _loose(pieces)
            or uncovered(pieces.atoms, pieces.whole, self._facts)
            or (None if pieces.atoms else "says nothing that is in the facts")
        )

    def _first_word(self, rest: str) -> str | None:
        """A title of one word at the head of a sentence, where it is what the sentence is about."""
        found = _FIRST_WORD.match(rest)
        is_title = found is not None and found[0] in self._titles and _SUBJECT.match(rest, found.end())
        return found[0] if found and is_title and found[0].lower() not in _PRONOUNS else None

    def _turned_round(
        self, sentence: str, mentions: Collection[Mention], rest: str, pieces: Pieces
    ) -> str | None:
        """The item is not evidence, and evidence is not the item."""
        for one in mentions:
            if one.kind == "label" and _PRAISE.search(rest[: one.start]):
                return "says of the item what is true of an interest"
            if one.kind == "title" and _GIVEN_YEAR.match(rest, one.end):
                return "gives a title a year"
            is_title = one.kind == "title" and folded(sentence[one.start : one.end]) not in self._item
            if is_title and _SUBJECT.match(rest, one.end):
                return "says of something else what is true of the item"
        has_evidence = any(atom.kind == "title" for atom in pieces.atoms)
        tells_of_evidence = not has_evidence and any(map(_is_of_evidence, pieces.atoms))
        for place, atom in enumerate(pieces.atoms):
            # Where the item stands as evidence, it must be some: goods are bought again.
            if atom.kind == "item" and (tells_of_evidence or _OBJECT.search(rest[: atom.start])):
                pieces.atoms[place] = replace(atom, kind="title")
                has_evidence = True
        found = _YOU_HAD_IT.search(rest)
        if found and not has_evidence:
            return f"says {found[0]!r}, which is not so"
        return None


def _is_of_evidence(atom: Atom) -> bool:
    return atom.kind == "deed" or "recent" in atom.families or atom.families == {"together"}


def _undated(rest: str) -> str:
    """Without its dates: "May" is a film too."""
    for one in quantities(rest):
        if one.kind == "date":
            rest = rest[: one.start] + BLANK * len(one.text) + rest[one.start + len(one.text) :]
    return rest


def _closed(sentence: str) -> str:
    return folded(sentence).rstrip(".。")


def _loose(pieces: Pieces) -> str | None:
    """What is said beyond the facts: absolutely, the other way round, by comparison, or at no known time."""
    rest = pieces.rest.replace(BLANK, " ")
    if found := claims.RISES.search(rest):
        return f"says {found[0]!r}, which was not computed"
    if found := claims.ORDER.search(rest):
        return f"compares with {found[0]!r}, which no fact does"
    if found := claims.ABSOLUTE.search(rest):
        return f"says {found[0]!r}, which is more than the facts say"
    if turned := negation(rest):
        return f"turns a fact round with {turned!r}"
    for atom in pieces.atoms:
        if atom.kind in ("count", "percent") and claims.COMPARED.search(pieces.whole[: atom.start]):
            return f"says {atom.text.strip()} otherwise than it was counted"
    word = form.loose_time(rest) or unplain(rest)
    return f"says {word!r}, which is not in the facts" if word else None


def _vocabulary(facts: ExplanationFacts) -> Facts:
    backings = facts.backings
    labels = dict.fromkeys(label for backing in backings for label in backing.labels)
    titles = dict.fromkeys((facts.title, *(title for backing in backings for title in backing.titles)))
    words = dict.fromkeys((*(word for backing in backings for word in backing.words), *facts.names))
    return Facts(
        about=tuple(About(label=label) for label in labels), titles=tuple(titles), names=tuple(words)
    )
