"""A Spotify history becomes plays and skips of tracks, albums and podcasts."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.errors import BadFile
from penchant.agent.ingest.exports import json_array
from penchant.agent.ingest.exports.json_array import objects_of

EXTENDED = "Streaming_History_Audio_2023-2024_0.json"
SALT, KIND_OF_BLUE = "spotify:the-harbour-band-salt", "album-kind-of-blue-1959"


def write(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_track_is_played_or_skipped_by_how_long_it_ran(shelf: Any, fixtures: Path) -> None:
    shelf.take("spotify", fixtures / "spotify" / "StreamingHistory_music_0.json")
    assert [(event.kind, event.item_id, event.context["seconds"]) for event in shelf.events()] == [
        ("play", "spotify:miles-davis-so-what", 562),
        ("skip", SALT, 12),
        ("play", SALT, 212),
    ]
    item = shelf.item(SALT)
    assert (item.title, item.kind, item.attributes["creator"]) == (
        "The Harbour Band – Salt",
        "music",
        "The Harbour Band",
    )


def test_the_extended_history_knows_albums_short_tracks_and_what_broke_off(
    shelf: Any, fixtures: Path
) -> None:
    summary = shelf.take("spotify", fixtures / "spotify" / EXTENDED)
    assert [(event.kind, event.item_id) for event in shelf.events()] == [
        ("play", KIND_OF_BLUE),
        ("skip", SALT),
        ("play", "spotify:the-harbour-band-interlude"),
        ("play", "podcast-criminal-2014"),
    ]
    assert shelf.events()[-1].context["episode"] == "Episode 1: Animal Instincts"
    assert summary.filtered == 1
    assert summary.reasons == {"master_metadata_track_name: missing": 1}


def test_addresses_and_devices_are_not_taken(shelf: Any, fixtures: Path) -> None:
    shelf.take("spotify", fixtures / "spotify" / EXTENDED)
    assert not any("192.0.2.7" in str(event) or "android" in str(event) for event in shelf.events())


def test_both_exports_together_tell_each_play_once(shelf: Any, fixtures: Path, packed: Any) -> None:
    together = shelf.take("spotify", fixtures / "spotify")
    assert (together.added, together.repeated) == (5, 3)
    again = shelf.take("spotify", packed(fixtures / "spotify"))
    assert (again.added, again.duplicates) == (0, 5)
    assert [event.item_id for event in shelf.events("play")].count(KIND_OF_BLUE) == 1


def test_two_people_with_the_same_song_have_an_event_each(shelf: Any, fixtures: Path) -> None:
    path = fixtures / "spotify" / EXTENDED
    assert shelf.take("spotify", path).added == shelf.take("spotify", path, user_id="ben").added


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{}", "is no JSON array"),
        ("", "is no JSON array"),
        ('[{"a": 1}]', "does not look like a Spotify streaming history"),
        ('[{"endTime": "2024-01-01 10:00", "msPlayed": 1,', "line 1 breaks off or is no JSON"),
        ('[{"endTime": "2024-01-01 10:00", "msPlayed": 1}\n', "line 2 breaks off"),
    ],
)
def test_another_file_is_refused(shelf: Any, tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        shelf.take("spotify", write(tmp_path / "StreamingHistory0.json", content))


def test_a_bad_entry_is_listed_with_line_and_field(shelf: Any, tmp_path: Path) -> None:
    good = {"endTime": "2024-01-01 10:00", "artistName": "A", "trackName": "B", "msPlayed": 90_000}
    entries = [good, good | {"endTime": "soon"}, good | {"msPlayed": None}, 7]
    text = "[\n" + ",\n".join(map(json.dumps, entries)) + "\n]"
    listed: list[tuple[int, str, str]] = []

    class Rejects:
        path = None

        def write(
            self, *, file: str, line: int, field: str, reason: str, value: object, user_id: str | None = None
        ) -> None:
            listed.append((line, field, reason))

    path = write(tmp_path / "StreamingHistory0.json", text)
    assert shelf.take("spotify", path, rejects=Rejects()).added == 1
    assert listed == [
        (3, "endTime", "not a time"),
        (4, "msPlayed", "missing"),
        (5, "row", "not a JSON object"),
    ]


@given(
    values=st.lists(st.dictionaries(st.text(max_size=4), st.text(max_size=9), max_size=3), max_size=8),
    chunk=st.integers(1, 40),
    indent=st.sampled_from([None, 1]),
)
def test_an_array_is_read_the_same_whatever_it_is_cut_into(
    tmp_path_factory: pytest.TempPathFactory, values: list[Any], chunk: int, indent: int | None
) -> None:
    path = write(tmp_path_factory.mktemp("array") / "a.json", json.dumps(values, indent=indent))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_array, "_CHUNK", chunk)
        assert [value for _, value in objects_of(path, limit=1_000)] == values
