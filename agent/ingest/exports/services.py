"""The services whose exports are understood."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from penchant.agent.errors import BadInput
from penchant.agent.ingest.exports import goodreads, letterboxd, netflix, spotify, steam
from penchant.agent.ingest.exports.reading import Reading
from penchant.agent.ingest.exports.records import Act
from penchant.agent.ingest.exports.source import Files


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """How one service's export is read."""

    name: str
    """As a person writes it."""
    is_wanted: Callable[[str], bool]
    """Takes the name of a file inside the export."""
    read: Callable[[Files, Reading], Iterator[Act]]
    families: tuple[str, ...]
    """Kinds of thing that it speaks of."""
    hint: str
    """What to give, and where it comes from."""


SERVICES: Mapping[str, Service] = {
    "letterboxd": Service(
        name="Letterboxd",
        is_wanted=letterboxd.is_wanted,
        read=letterboxd.read_letterboxd,
        families=("film",),
        hint=letterboxd.HINT,
    ),
    "goodreads": Service(
        name="Goodreads",
        is_wanted=goodreads.is_wanted,
        read=goodreads.read_goodreads,
        families=("book",),
        hint=goodreads.HINT,
    ),
    "netflix": Service(
        name="Netflix",
        is_wanted=netflix.is_wanted,
        read=netflix.read_netflix,
        families=("film", "show"),
        hint=netflix.HINT,
    ),
    "spotify": Service(
        name="Spotify",
        is_wanted=spotify.is_wanted,
        read=spotify.read_spotify,
        families=("music", "podcast", "book"),
        hint=spotify.HINT,
    ),
    "steam": Service(
        name="Steam",
        is_wanted=steam.is_wanted,
        read=steam.read_steam,
        families=("game",),
        hint=steam.HINT,
    ),
}


def service_of(key: str) -> Service:
    """The service of this name, in any case.

    Raises:
        BadInput: there is none.
    """
    found = SERVICES.get(key.strip().casefold())
    if found is None:
        raise BadInput(
            f"{key} is no service whose exports are understood", f"they are: {', '.join(SERVICES)}"
        )
    return found


def is_own_id(item_id: str) -> bool:
    """Whether an item has its id from an export, and not from a catalogue."""
    service, colon, _ = item_id.partition(":")
    return bool(colon) and service in SERVICES
