"""What a person reads: whole in a pipe, fitted on a terminal, and never steered by data."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import Result

from penchant.tui.cli.bars import bar, signed_bar
from penchant.tui.cli.console import Column, printable, put_table

Penchant = Callable[..., Result]
STEERING = "\x1b[31mCasino\x1b[0m [red]x[/red] \u202etxt\a"
SHOWN = "\ufffd[31mCasino\ufffd[0m [red]x[/red] \ufffdtxt\ufffd"


@pytest.mark.parametrize("command", [("interests", "ann"), ("recommend", "ann"), ("why", "l1", "1")])
def test_a_title_is_shown_as_text_whatever_it_holds(
    doors: Any, penchant: Penchant, command: tuple[str, ...]
) -> None:
    doors.runtime.title = STEERING
    assert SHOWN in penchant(*command).stdout


def test_json_holds_the_title_as_it_is(doors: Any, penchant: Penchant) -> None:
    doors.runtime.title = STEERING
    shown = penchant("recommend", "ann", "--json").stdout
    assert "[red]x[/red]" in shown
    assert "\x1b" not in shown


def test_a_list_says_how_to_ask_why(doors: Any, penchant: Penchant) -> None:
    shown = penchant("recommend", "ann").stdout
    assert "penchant why l1 1" in shown
    assert "note: Only one item is left." in shown
    assert "You liked Heat (1995)" in shown


def test_why_adds_the_parts_up(doors: Any, penchant: Penchant) -> None:
    lines = penchant("why", "l1", "1").stdout.splitlines()
    assert lines[:2] == ["Heat (1995)", "rank 1 in list l1"]
    assert [line.split()[:2] for line in lines if line[-1:] not in ")1" and ("+" in line or "-0" in line)][
        :3
    ] == [["interest", "+0.750"], ["diversity", "-0.050"], ["base", "+0.000"]]
    assert lines[-1].split() == ["total", "+0.700"]


def test_interests_name_state_share_and_an_example(doors: Any, penchant: Penchant) -> None:
    shown = penchant("interests", "ann").stdout
    for word in ("crime (pinned)", "rising", "100%", "2024-03-01", "Heat (1995)"):
        assert word in shown


def test_a_pipe_gets_no_escape_sequences_and_no_trailing_room(doors: Any, penchant: Penchant) -> None:
    shown = penchant("interests", "ann").stdout
    assert "\x1b" not in shown
    assert all(line == line.rstrip() for line in shown.splitlines())


def terminal(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)


@pytest.mark.parametrize("width", [40, 80, 100])
def test_a_table_fits_its_terminal(width: int) -> None:
    console = terminal(width)
    columns = [Column(name="#"), Column(name="Title", ratio=2), Column(name="Why", ratio=3, is_whole=False)]
    put_table(console, columns, [["1", "word " * 40, "because " * 30]])
    assert isinstance(console.file, io.StringIO)
    assert max(len(line) for line in console.file.getvalue().splitlines()) <= width


def test_a_pipe_gets_a_line_a_row_with_nothing_cut() -> None:
    console = Console(file=io.StringIO(), width=20)
    columns = [Column(name="Id", side="right"), Column(name="Title", ratio=2)]
    put_table(console, columns, [["1", "七人の侍 " * 8], ["22", "Heat"]])
    assert isinstance(console.file, io.StringIO)
    header, first, second = console.file.getvalue().splitlines()
    assert (header, second) == ("Id  Title", "22  Heat")
    assert first == " 1  " + ("七人の侍 " * 8).rstrip()


@given(st.text())
def test_printable_text_is_one_line_that_can_be_encoded(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not any(one < " " or one in "\x7f\x9b" for one in shown)
    shown.encode("utf-8")


def test_printable_text_of_every_language_stays_as_it_is() -> None:
    for text in ("Amélie", "七人の侍", "الرسالة", "👩‍👩‍👧 family", "नमस्ते"):
        assert printable(text) == text


@given(st.floats(0, 1), st.integers(1, 40), st.booleans())
def test_a_bar_never_leaves_its_room_and_shows_whatever_is_not_zero(
    share: float, width: int, is_unicode: bool
) -> None:
    drawn = bar(share, width, is_unicode=is_unicode)
    assert len(drawn) <= width
    assert bool(drawn) == (share > 0)


@given(st.floats(-10, 10), st.integers(1, 20))
def test_a_signed_bar_grows_to_its_own_side_of_the_axis(value: float, half: int) -> None:
    drawn = signed_bar(value, 10, half).plain
    left, right = drawn.split("│")
    assert len(left) == half
    assert bool(left.strip()) == (value < 0)
    assert bool(right) == (value > 0)
