"""Spotify: `StreamingHistory*.json` of the account data, `Streaming_History_*.json` of the extended history.

A track that was heard is a `play`, less than thirty seconds of it a `skip`, unless it was at its end
or something else broke it off. The item is the artist's track, or its album where the catalogue
has albums; of podcasts it is the show, of audiobooks the book. Addresses and devices are not taken.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from penchant.agent.errors import BadFile, BadRow
from penchant.agent.ingest.clean import MISSING, as_text, clean_number
from penchant.agent.ingest.exports.json_array import objects_of
from penchant.agent.ingest.exports.names import fold_title, slug
from penchant.agent.ingest.exports.reading import Reading
from penchant.agent.ingest.exports.records import Act, Thing
from penchant.agent.ingest.exports.source import Files, base_name
from penchant.agent.ingest.titles import lift
from penchant.agent.types import AttributeValue

HINT = "give the archive that Spotify sent, its folder, or a file such as StreamingHistory_music_0.json"

_EXTENDED = ("streaming_history_", "endsong")
_PREFIXES = ("streaminghistory", *_EXTENDED)
_SKIPPED_BELOW_MS = 30_000
_AT_ITS_END = "trackdone"
_BROKEN_OFF = frozenset(
    {"logout", "unexpected-exit", "unexpected-exit-while-paused", "trackerror", "remote", "appload"}
)
"""Ends that are not the person's doing."""

Entry = Mapping[str, object]
ThingOf = Callable[[Entry], Thing]


def is_wanted(name: str) -> bool:
    """Whether a file of the archive is a streaming history."""
    return base_name(name).startswith(_PREFIXES) and base_name(name).endswith(".json")


def read_spotify(files: Files, reading: Reading) -> Iterator[Act]:
    """What the person listened to.

    Raises:
        BadFile: a file is no streaming history.
    """
    # The extended history first: where both tell of a play, it knows the album.
    for path in sorted(files.values(), key=lambda path: not path.name.lower().startswith(_EXTENDED)):
        reading.begin(path)
        is_known = False
        for line, entry in objects_of(path, limit=reading.limit, progress=reading.progress):
            reading.tally.read += 1
            if not isinstance(entry, dict):
                reading.tally.reject(line, "row", "not a JSON object", entry)
                continue
            if not is_known and not _is_play(entry):
                raise BadFile(f"{path.name} does not look like a Spotify streaming history", HINT)
            is_known = True
            try:
                act = _act(entry, reading)
            except BadRow as bad:
                reading.tally.reject(line, bad.field, bad.reason, bad.value)
                continue
            if act is None:
                reading.tally.filtered += 1
            else:
                yield act


def _is_play(entry: Entry) -> bool:
    return bool({"ts", "endTime"} & entry.keys()) and bool({"ms_played", "msPlayed"} & entry.keys())


def _act(entry: Entry, reading: Reading) -> Act | None:
    """The play or skip of an entry; None for one that says nothing."""
    thing = _thing(entry)
    time_name, played_name = ("ts", "ms_played") if "ts" in entry else ("endTime", "msPlayed")
    at = _time(entry, time_name, reading)
    played = clean_number(played_name, entry.get(played_name))
    if played is None:
        raise BadRow(played_name, MISSING)
    end = as_text(entry.get("reason_end"))
    is_short = played < _SKIPPED_BELOW_MS and end != _AT_ITS_END
    if is_short and end in _BROKEN_OFF:
        return None
    episode = as_text(entry.get("episode_name") or entry.get("episodeName"))
    return Act(
        thing=thing,
        kind="skip" if is_short else "play",
        at=at,
        # To the minute, as the account data has it: both exports may be taken in.
        key=(thing.item_id, episode, f"{at:%Y-%m-%dT%H:%M}", f"{played:.0f}"),
        context={"seconds": round(played / 1000), **({"episode": episode} if episode else {})},
    )


def _time(entry: Entry, name: str, reading: Reading) -> datetime:
    try:
        return reading.read_time(entry.get(name))
    except BadRow as bad:
        raise BadRow(name, bad.reason, bad.hint, bad.value) from None


def _thing(entry: Entry) -> Thing:
    """What was heard.

    Raises:
        BadRow: the entry does not say; Spotify forgets the names of what it no longer has.
    """
    get = entry.get
    track = as_text(get("master_metadata_track_name") or get("trackName"))
    if track:
        return _track(entry, track)
    show = as_text(get("episode_show_name") or get("podcastName"))
    if show:
        return Thing(item_id=f"spotify:show-{slug(fold_title(show))}", title=show, kind="podcast")
    book = as_text(get("audiobook_title"))
    if book:
        return Thing(item_id=f"spotify:book-{slug(fold_title(book))}", title=book, kind="book")
    raise BadRow("trackName" if "endTime" in entry else "master_metadata_track_name", MISSING)


def _track(entry: Entry, track: str) -> Thing:
    artist = as_text(entry.get("master_metadata_album_artist_name") or entry.get("artistName"))
    album = as_text(entry.get("master_metadata_album_album_name"))
    name, _ = lift(track)
    attributes: dict[str, AttributeValue] = {"album": album} if album else {}
    return Thing(
        item_id=f"spotify:{slug(fold_title(artist), fold_title(name))}",
        title=name,
        kind="music",
        creator=artist or None,
        shown=f"{artist} – {name}" if artist else name,
        part_of=lift(album)[0] if album else None,
        attributes=attributes,
    )
