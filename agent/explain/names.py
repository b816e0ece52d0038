"""Names in a sentence that are neither facts nor the first words of sentences."""

import re
from collections.abc import Set

from penchant.agent.explain.sentences import BLANK

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTED = re.compile(r"\"([^\"]*)\"|《([^》]*)》|「([^」]*)」|『([^』]*)』|(?<![^\W_])'([^']*)'(?![^\W_])")
_LETTER = re.compile(r"[^\W\d_]")

# A sentence starts with one of these, or with a fact. A closed list, because a name at the start
# cannot be told from a word by its capital.
_STARTERS = """
    a about above after all alongside also although among an and another are as at based because before
    behind beside besides best both but by check close closer consider currently do during each enjoy
    especially even ever every expect explore fading feel few first following for from fun give given go
    good great growing half hand has have heading here how however i if in indeed is it its just last
    lately latest leading let like look looking lots love made mainly many maybe meanwhile more most
    mostly much my nearly new newly next no not nothing now of off on once one only or other others our
    out over overall part people perhaps picked plus ready recent recently right rising same see several
    since so some something start starting steady still such take that the their then there these they
    things this those though through to together top try turn turning two three four five six seven
    eight nine ten eleven twelve under until up very watch we well what when where whether which while
    who why with within without would yes yet you your yours you've you're you'll you'd it's that's
    there's here's we've we're let's don't didn't
"""
STARTERS = frozenset(_STARTERS.split())
_FREE = frozenset({"i", "i'm", "i've", "i'll", "i'd", "ok", "tv"})


def unknown_name(text: str, allowed: Set[str], starters: Set[str] = STARTERS) -> str | None:
    """The first name in a text from which the facts were blanked out; None when there is none.

    `allowed` holds words, in lower case, that may be written with a capital; `starters` those that
    may begin a sentence.
    """
    for match in _QUOTED.finditer(text):
        quoted = next(group for group in match.groups() if group is not None)
        if _LETTER.search(quoted):
            return quoted
    words = list(_WORD.finditer(text))
    for place, match in enumerate(words):
        word = match[0]
        if not word[0].isupper() or word.lower() in allowed or word.lower() in _FREE:
            continue
        if place == 0 and not _is_name_at_start(text, match, starters):
            continue
        return word
    return None


def _is_name_at_start(text: str, match: re.Match[str], starters: Set[str]) -> bool:
    has_something_before = bool(_LETTER.search(text[: match.start()])) or BLANK in text[: match.start()]
    return has_something_before or match[0].lower() not in starters
