"""The commands with which a person corrects what is known of them, and sees how it moved."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent.errors import UnknownInterest

Penchant = Callable[..., Result]
FEBRUARY = datetime(2024, 2, 1, tzinfo=UTC)
STEERING = "\x1b[31mCasino\x1b[0m [red]x[/red] \u202etxt\a"
SHOWN = "\ufffd[31mCasino\ufffd[0m [red]x[/red] \ufffdtxt\ufffd"

EDITS: list[tuple[tuple[str, ...], tuple[Any, ...]]] = [
    (("pin", "ann", "crime"), ("pin", "ann", "crime", None)),
    (("unpin", "ann", "crime"), ("unpin", "ann", "crime", None)),
    (("mute", "ann", "crime"), ("mute", "ann", "crime", None)),
    (("unmute", "ann", "crime"), ("unmute", "ann", "crime", None)),
    (("split", "ann", "crime"), ("split", "ann", "crime", None)),
    (("rename", "ann", "crime", "slow noir"), ("rename", "ann", "crime", "slow noir")),
    (("merge", "ann", "crime", "drama"), ("merge", "ann", "crime", "drama")),
    (("prefer", "ann", "Never", "gore"), ("prefer", "ann", "never", "gore")),
    (("undo", "ann"), ("undo", "ann")),
]


@pytest.mark.parametrize(("typed", "asked"), EDITS)
def test_an_edit_is_handed_on_and_told_as_one_json_document(
    doors: Any, penchant: Penchant, typed: tuple[str, ...], asked: tuple[Any, ...]
) -> None:
    result = penchant(*typed, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert doors.runtime.asked == [asked]
    assert json.loads(result.stdout)["user_id"] == "ann"


@pytest.mark.parametrize("typed", [typed for typed, _ in EDITS])
def test_an_edit_never_creates_a_workspace(doors: Any, penchant: Penchant, typed: tuple[str, ...]) -> None:
    penchant(*typed)
    assert [create for _, create in doors.calls] == [False]


def test_an_edit_says_from_when_it_holds(doors: Any, penchant: Penchant) -> None:
    assert penchant("pin", "ann", "crime").stdout == "Done: pin crime. It holds from the next list on.\n"
    assert penchant("undo", "ann").stdout == "Taken back: pinned crime. It holds from the next list on.\n"


def test_a_rule_says_how_to_take_it_back(doors: Any, penchant: Penchant) -> None:
    assert penchant("prefer", "ann", "less", "gore").stdout.splitlines() == [
        "Kept: less gore. It holds from the next list on.",
        "Take it back with: penchant undo ann",
    ]


def test_the_json_of_a_rule_and_of_an_undo_is_as_agreed(doors: Any, penchant: Penchant) -> None:
    rule = json.loads(penchant("prefer", "ann", "less", "gore", "--json").stdout)
    assert rule == {
        "user_id": "ann",
        "event_id": "e7",
        "at": "2024-03-01T12:00:00Z",
        "liking": "less",
        "about": "gore",
    }
    undone = json.loads(penchant("undo", "ann", "--json").stdout)
    assert (undone["action"], undone["undone"]) == ("pin", True)


@pytest.mark.parametrize(
    "typed",
    [
        ("prefer", "ann", "lots", "gore"),
        ("prefer", "ann", "less"),
        ("prefer", "ann", "less", ""),
        ("pin", "ann"),
        ("rename", "ann", "crime"),
        ("merge", "ann", "crime"),
        ("changes", "ann"),
        ("changes", "ann", "--since", "last full moon"),
    ],
)
def test_what_is_incomplete_or_wrong_is_wrong_usage(
    doors: Any, penchant: Penchant, typed: tuple[str, ...]
) -> None:
    if typed == ("prefer", "ann", "less", ""):
        doors.runtime.fails_with = UnknownInterest("A rule needs a few words", "such as: less gore")
    result = penchant(*typed, "--json")
    assert (result.exit_code, result.stdout) == (2, "")


def test_an_unknown_interest_is_bad_input_with_those_there_are(doors: Any, penchant: Penchant) -> None:
    doors.runtime.fails_with = UnknownInterest("There is no interest opera", "the interests are: crime")
    result = penchant("pin", "ann", "opera", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error: There is no interest opera\nhint: the interests are: crime" in result.stderr


def test_changes_hand_both_moments_on(doors: Any, penchant: Penchant) -> None:
    result = penchant("changes", "ann", "--since", "2024-02-01T00:00:00Z", "--until", "1709294400", "--json")
    assert doors.runtime.asked == [("changes", "ann", FEBRUARY, datetime(2024, 3, 1, 12, tzinfo=UTC))]
    told = json.loads(result.stdout)
    assert list(told) == ["user_id", "since", "until", "changes", "edits"]
    assert told["changes"] == [
        {
            "interest_id": "t1",
            "label": "Heat (1995)",
            "change": "grew",
            "from_share": 0.25,
            "to_share": 0.5,
            "evidence": ["e1", "e2"],
        }
    ]


def test_changes_show_then_and_now_and_the_persons_own_edits(doors: Any, penchant: Penchant) -> None:
    shown = penchant("changes", "ann", "--since", "2024-02-01").stdout
    for words in ("from 2024-02-01 to 2024-03-01", "Heat (1995)", "grew", "25%", "50%"):
        assert words in shown
    assert "Your own edits\n2024-03-01  pinned crime, taken back" in shown


def test_interests_show_what_is_too_early_to_tell_the_rules_and_how_sure_they_are(
    doors: Any, penchant: Penchant
) -> None:
    shown = penchant("interests", "ann").stdout
    assert "Sure" in shown
    assert "yes" in shown
    assert "Too early to tell: Heat (1995)\n" in shown
    assert "You asked for: less Heat (1995)\n" in shown


@pytest.mark.parametrize(
    "typed",
    [
        ("interests", "ann"),
        ("changes", "ann", "--since", "0"),
        ("pin", "ann", STEERING),
        ("prefer", "ann", "less", STEERING),
    ],
)
def test_what_comes_from_data_is_shown_as_text(
    doors: Any, penchant: Penchant, typed: tuple[str, ...]
) -> None:
    doors.runtime.title = STEERING
    shown = penchant(*typed).stdout
    assert SHOWN in shown
    assert "\x1b" not in shown
