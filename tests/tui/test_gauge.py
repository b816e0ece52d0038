"""A share as a line."""

from hypothesis import given
from hypothesis import strategies as st

from penchant.tui.widgets.gauge import gauge


@given(st.floats(0, 1), st.integers(1, 60))
def test_the_pieces_fill_the_room_and_grow_with_the_share(share: float, width: int) -> None:
    drawn, rest = gauge(share, width)
    assert len(drawn) + len(rest) == width
    assert (drawn == "") == (share == 0)
    assert len(drawn) >= len(gauge(share / 2, width)[0])


def test_half_a_character_is_the_least_and_the_whole_room_the_most() -> None:
    assert gauge(0.001, 4) == ("╸", "───")
    assert gauge(1, 4) == ("━━━━", "")
    assert gauge(0, 4) == ("", "────")
