"""Turns are answered one at a time, in the order in which they were said."""

from hypothesis import given
from hypothesis import strategies as st

from penchant.tui.talk import Talk


def test_nothing_is_answered_before_the_workspace_is_ready() -> None:
    talk = Talk()
    said = talk.say("hello")
    assert talk.next() is None
    talk.is_ready = True
    assert talk.next() == said


def test_a_stopped_turn_is_no_longer_heard_but_holds_its_place_until_it_is_closed() -> None:
    talk = Talk(is_ready=True)
    first, second = talk.say("one"), talk.say("two")
    assert talk.next() == first
    assert talk.is_heard(first.turn)
    assert talk.stop() == first
    assert talk.stop() is None
    assert not talk.is_heard(first.turn)
    assert talk.next() is None
    talk.close(first.turn)
    assert talk.next() == second
    assert talk.is_heard(second.turn)


def test_a_late_close_of_another_turn_changes_nothing() -> None:
    talk = Talk(is_ready=True)
    said = talk.say("one")
    talk.next()
    talk.close(said.turn + 1)
    assert talk.answering == said


@given(st.lists(st.sampled_from(["say", "next", "stop", "close"]), max_size=60))
def test_every_turn_is_given_out_once_and_in_order(steps: list[str]) -> None:
    talk = Talk(is_ready=True)
    given_out: list[int] = []
    for step in steps:
        match step:
            case "say":
                talk.say("words")
            case "next":
                said = talk.next()
                if said is not None:
                    given_out.append(said.turn)
            case "stop":
                talk.stop()
            case _:
                talk.close(given_out[-1] if given_out else 0)
    assert given_out == list(range(1, len(given_out) + 1))
