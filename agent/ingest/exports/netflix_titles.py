"""Taking `Show: Season 1: Episode` apart; films have colons in their titles too."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_SEPARATOR = ": "
_SEASON = re.compile(
    r"(?:season|series|part|volume|vol\.?|chapter|book|collection|staffel|teil|saison|partie|temporada|parte"
    r"|stagione|seizoen|deel|säsong|sæson|sesong|kausi|sezon|сезон|часть|시즌|シーズン)\s*[\w.]+"
    r"|(?:limited|mini)[ -]?series?|第\s*[\d一二三四五六七八九十]+\s*[季部]",
    re.IGNORECASE,
)
_EPISODES_OF_A_SEASON = 3
"""So many titles of three parts that share the first two are episodes, whatever the season is called."""


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
    split = [title.split(_SEPARATOR) for title in distinct]
    seasons = Counter((parts[0], parts[1]) for parts in split if len(parts) > 2)
    shows = {show for (show, _), count in seasons.items() if count >= _EPISODES_OF_A_SEASON}
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
