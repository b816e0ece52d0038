"""Taking `Show: Season 1: Episode` apart; films have colons in their titles too."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_SEPARATOR = ": "
_SEASON = re.compile(
    r"(?:season|series|part|volume|vol\.?|chapter|book|collection|staffel|teil|saison|partie|temporada|parte"
    r"|stagione|seizoen|deel|säsong|sæson|sesong|kausi|sezon|część|сезон|시즌|シーズン)\s*\w+"
    r"|(?:limited|mini|miniserie|die) ?-?series?|miniserie|miniserien?|limited series"
    r"|第\s*[\d一二三四五六七八九十]+\s*[季部]|season|\w+(?:st|nd|rd|th)? (?:season|collection)",
    re.IGNORECASE,
)
_EPISODES_OF_A_SHOW = 3
"""So many titles with the same beginning and three parts are a show whose seasons have names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """A title, as the film or the show that it is of."""

    title: str
    is_show: bool = False
    season: str = ""
    episode: str = ""


def parse_titles(titles: Iterable[str]) -> Mapping[str, Watched]:
    """Each title taken apart, in the light of the others."""
    distinct = dict.fromkeys(titles)
    episodes: dict[str, int] = defaultdict(int)
    for title in distinct:
        parts = title.split(_SEPARATOR)
        if len(parts) > 2:
            episodes[parts[0]] += 1
    shows = {name for name, count in episodes.items() if count >= _EPISODES_OF_A_SHOW}
    return {title: _parse(title.split(_SEPARATOR), shows) for title in distinct}


def _parse(parts: Sequence[str], shows: set[str]) -> Watched:
    for at in range(1, len(parts)):
        # The last part alone may be a film's: `Kill Bill: Vol. 2`, `Dune: Part Two`.
        if at + 1 < len(parts) and _is_season(parts[at], parts[0]):
            return _of_show(parts, at)
    if len(parts) > 2 and parts[0] in shows:
        return _of_show(parts, 1)
    return Watched(title=_SEPARATOR.join(parts))


def _is_season(part: str, show: str) -> bool:
    is_numbered = part.startswith(show) and part.removeprefix(show).strip().isdecimal()
    return is_numbered or _SEASON.fullmatch(part) is not None


def _of_show(parts: Sequence[str], at: int) -> Watched:
    return Watched(
        title=_SEPARATOR.join(parts[:at]),
        is_show=True,
        season=parts[at],
        episode=_SEPARATOR.join(parts[at + 1 :]),
    )
