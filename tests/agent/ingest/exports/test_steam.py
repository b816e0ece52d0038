"""A Steam library becomes plays with their hours."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.errors import BadColumn, BadFile

PORTAL, FERRY = "game-portal-2-2011", "steam:90001"


def test_a_game_is_a_play_with_its_hours_on_the_day_it_was_last_played(shelf: Any, fixtures: Path) -> None:
    summary = shelf.take("steam", fixtures / "steam" / "owned_games.json")
    assert [(event.kind, event.item_id, event.value) for event in shelf.events()] == [
        ("play", PORTAL, 20.0),
        ("view", FERRY, 0.2),
        ("play", "steam:289070", 100.0),
    ]
    assert shelf.days("play")[0] == (PORTAL, "2024-01-01")
    assert (summary.filtered, summary.reasons) == (1, {"name: missing": 1})
    assert shelf.item("steam:289070").topic_text == "Sid Meier's Civilization VI"


def test_a_table_with_the_same_columns_says_the_same(shelf: Any, fixtures: Path, tmp_path: Path) -> None:
    shelf.take("steam", fixtures / "steam" / "owned_games.json")
    path = tmp_path / "library.csv"
    path.write_bytes((fixtures / "steam" / "library.csv").read_bytes())
    os.utime(path, (1_710_000_000, 1_710_000_000))
    summary = shelf.take("steam", path)
    assert (summary.added, summary.duplicates) == (1, 2)
    assert summary.reasons == {"playtime_forever: not a number": 1}
    assert shelf.days("play")[-1] == ("steam:90004", "2024-03-09")
    assert "1 games do not say when" in summary.notes[0]


def test_played_again_since_the_last_export_is_another_play(shelf: Any, tmp_path: Path) -> None:
    path = tmp_path / "games.json"
    game = {"appid": 1, "name": "Ferry", "playtime_forever": 60, "rtime_last_played": 1_700_000_000}
    for later in (0, 0, 1_000_000):
        told = game | {"rtime_last_played": game["rtime_last_played"] + later}
        path.write_text(json.dumps({"games": [told]}), encoding="utf-8")
        shelf.take("steam", path)
    assert len(shelf.events("play")) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("nonsense", "is no JSON"),
        ('{"response": {}}', "has no list of games"),
        ('{"response": {"games": [{"appid": 1, "playtime_forever": 5}]}}', "names no games"),
    ],
)
def test_another_file_is_refused(shelf: Any, tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "games.json").write_text(content, encoding="utf-8")
    with pytest.raises(BadFile, match=words) as caught:
        shelf.take("steam", tmp_path / "games.json")
    assert "include_appinfo" in caught.value.hint


def test_a_table_without_the_columns_is_refused(shelf: Any, fixtures: Path) -> None:
    with pytest.raises(BadColumn, match="does not look like a Steam library: it has no column 'appid'"):
        shelf.take("steam", fixtures / "letterboxd" / "diary.csv")
