"""Why, why not, what if, and why this and not that, on small workspaces from end to end."""

from dataclasses import replace
from itertools import combinations
from math import fsum
from typing import Any

import pytest

from penchant.agent.errors import BadInput, UnknownInterest, UnknownItem, UnknownList
from penchant.agent.explain.facts import spoken
from penchant.agent.explain.templates import statement_text
from penchant.agent.ingest.where import parse_where
from penchant.agent.types import Explanation, Reason

SLOWLY = {"explain": {"budget_ms": 1e9, "ranks_down": 3}}
"""Tests do not race against a clock."""


def statement(why: Explanation, kind: str) -> Reason:
    found = [one for one in why.statements if one.kind == kind]
    assert found, [one.kind for one in why.statements]
    return found[0]


def small_history(worlds: Any) -> list[Any]:
    return [
        *worlds.crowd(4),
        worlds.did("like", "chess3", days_ago=2),
        worlds.did("like", "chess5", days_ago=3),
        worlds.did("play", "garden2", days_ago=4),
        worlds.did("like", "space1", days_ago=5),
        worlds.did("view", "trail4", days_ago=6),
    ]


def test_without_the_events_that_are_named_the_rank_falls_as_stated_in_a_fresh_workspace(worlds: Any) -> None:
    events = small_history(worlds)
    penchant = worlds.make(events, **SLOWLY)
    made = penchant.recommend("ann", k=5, shown=False)
    proved = 0
    for place in made.items:
        why = penchant.why(made.list_id, place.item_id)
        if why.counterfactual is None:
            continue
        removed = why.counterfactual.removed
        fresh = worlds.make(events, without=removed).recommend("ann", k=5, shown=False)
        ranks = {one.item_id: one.rank for one in fresh.items}
        assert ranks.get(place.item_id) == why.counterfactual.rank_after
        assert why.counterfactual.rank_before == place.rank
        assert statement(why, "without").evidence == removed
        proved += 1
    assert proved >= 3


def test_no_smaller_set_of_a_short_history_would_have_done(worlds: Any) -> None:
    events = small_history(worlds)
    penchant = worlds.make(events, **SLOWLY)
    made = penchant.recommend("ann", k=5, shown=False)
    own = [event.event_id for event in events if event.user_id == "ann"]
    for place in made.items[:3]:
        why = penchant.why(made.list_id, place.item_id)
        if why.counterfactual is None or why.counterfactual.rank_after is not None:
            continue
        for size in range(1, len(why.counterfactual.removed)):
            for some in combinations(own, size):
                after = penchant.what_if(made.list_id, without=some).after
                assert place.item_id in {one.item_id for one in after}


def test_an_item_that_the_crowd_put_there_is_not_said_to_rest_on_a_history(worlds: Any) -> None:
    crowd = [
        worlds.did("purchase", "space7", days_ago=1, user_id=f"p{number}", event_id=f"p{number}")
        for number in range(60)
    ]
    penchant = worlds.make([*crowd, worlds.did("view", "garden2", days_ago=30)], **SLOWLY)
    made = penchant.recommend("ann", k=20, shown=False)
    why = penchant.why(made.list_id, "space7")
    assert why.listed
    assert why.counterfactual is None
    assert why.searched >= 1
    said = statement(why, "history")
    assert said.text.startswith("Nothing in your history alone put this here")
    assert said.fields["rank_without_all"] == 1


def test_parts_add_up_to_the_score_for_what_is_listed_and_for_what_is_not(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    made = penchant.recommend("ann", k=5, shown=False)
    listed = {place.item_id for place in made.items}
    for item_id in [*listed, *(f"chess{number}" for number in range(12))]:
        why = penchant.why(made.list_id, item_id, search=False)
        if why.score is not None:
            assert fsum(why.parts.values()) == pytest.approx(why.score, abs=1e-6)


def test_what_is_not_listed_is_told_where_it_would_stand_and_what_is_ahead(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    deeper = penchant.recommend("ann", k=9, shown=False)
    made = penchant.recommend("ann", k=3, shown=False)
    absent = next(place for place in deeper.items if place.item_id not in {one.item_id for one in made.items})
    why = penchant.why(made.list_id, absent.item_id)
    assert (why.listed, why.rank) == (False, None)
    assert why.would_rank is not None
    assert why.would_rank > 3
    said = statement(why, "held_back")
    assert said.fields["why"] in ("outranked", "alike", "close")
    assert said.fields["would_rank"] == why.would_rank
    assert f"number {why.would_rank}" in said.text


@pytest.mark.parametrize(
    ("item", "why_not", "text"),
    [
        ("chess3", "had", "You liked it on 27 February 2026: what you had is not recommended again"),
        ("garden9", "disliked", "You turned it down on 26 February 2026"),
        ("sourdough4", "constraint", "It does not satisfy year >= 1996"),
        ("trail7", "rule", "You asked for never running on 1 March 2026"),
        ("space8", "query_item", "It is what you asked for something like"),
    ],
)
def test_what_rules_an_item_out_is_said(worlds: Any, item: str, why_not: str, text: str) -> None:
    penchant = worlds.make([*small_history(worlds), worlds.did("dislike", "garden9", days_ago=3)])
    penchant.prefer("ann", "never", "running")
    made = penchant.recommend(
        "ann", k=4, query="space opera 8", constraints=[parse_where("year >= 1996")], shown=False
    )
    if why_not == "had":
        made = penchant.recommend("ann", k=4, shown=False)
    said = statement(penchant.why(made.list_id, item), "held_back")
    assert (said.fields["why"], said.text) == (why_not, text)


def test_what_if_writes_nothing_anywhere(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    made = penchant.recommend("ann", shown=False)
    before = (
        penchant.stores.log.last_seq(),
        penchant.export("ann"),
        [one.list_id for one in penchant.stores.lists.of_user("ann")],
    )
    penchant.what_if(made.list_id, without=["ann-like-chess3"])
    penchant.what_if(made.list_id, added=[worlds.did("like", "jazz3", event_id=None)])
    penchant.why(made.list_id, made.items[0].item_id)
    penchant.compare(made.list_id, "jazz3", "chess3")
    after = (
        penchant.stores.log.last_seq(),
        penchant.export("ann"),
        [one.list_id for one in penchant.stores.lists.of_user("ann")],
    )
    assert before == after


def test_a_supposed_like_moves_the_list_as_a_real_one_would(worlds: Any) -> None:
    events = small_history(worlds)
    penchant = worlds.make(events)
    made = penchant.recommend("ann", k=6, shown=False)
    liked = worlds.did("like", "jazz3", days_ago=0)
    found = penchant.what_if(made.list_id, added=[liked])
    assert found.kind == "with"
    real = worlds.make([*events, liked]).recommend("ann", k=6, shown=False)
    assert [place.item_id for place in found.after] == [place.item_id for place in real.items]
    entered = {one.item_id for one in found.moved if one.rank_before is None}
    assert entered == {p.item_id for p in real.items} - {p.item_id for p in made.items}


def test_the_moves_are_the_difference_of_the_two_lists(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    made = penchant.recommend("ann", k=6, shown=False)
    found = penchant.what_if(made.list_id, without=["ann-like-chess3", "ann-like-chess5"])
    was = {place.item_id: place.rank for place in found.before}
    now = {place.item_id: place.rank for place in found.after}
    told = {one.item_id: (one.rank_before, one.rank_after) for one in found.moved}
    assert told == {one: (was.get(one), now.get(one)) for one in {*was, *now} if was.get(one) != now.get(one)}
    assert found.removed == ("ann-like-chess3", "ann-like-chess5")


def test_the_events_of_an_interest_can_be_left_out(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    made = penchant.recommend("ann", shown=False)
    interest = next(one for one in penchant.interests("ann").interests if "chess" in one.label)
    behind = penchant.events_behind(made.list_id, interest=interest.label)
    assert set(behind) >= {"ann-like-chess3", "ann-like-chess5"}
    after = penchant.what_if(made.list_id, without=behind).after
    assert "interest" not in {
        reason.kind for place in after if place.item_id.startswith("chess") for reason in place.reasons
    }


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda p, made: p.what_if(made, without=["nothing"]), BadInput),
        (lambda p, made: p.what_if(made, without=["u1e0"]), BadInput),
        (lambda p, made: p.what_if("l0"), UnknownList),
        (lambda p, made: p.compare(made, "chess3", "nothing"), UnknownItem),
        (lambda p, made: p.compare(made, "chess3", "chess3"), BadInput),
        (lambda p, made: p.events_behind(made, interest="baking"), UnknownInterest),
        (lambda p, made: p.why(made, "nothing"), UnknownItem),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_hint(worlds: Any, ask: Any, error: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    made = penchant.recommend("ann", shown=False)
    with pytest.raises(error) as caught:
        ask(penchant, made.list_id)
    assert caught.value.hint


def test_differences_add_up_to_that_of_the_scores_and_say_who_is_ahead(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    made = penchant.recommend("ann", k=4, shown=False)
    first = made.items[0]
    other = next(f"jazz{n}" for n in range(12) if f"jazz{n}" not in {p.item_id for p in made.items})
    found = penchant.compare(made.list_id, first.item_id, other)
    assert found.item.score is not None
    assert found.other.score is not None
    assert fsum(found.differences.values()) == pytest.approx(found.item.score - found.other.score, abs=1e-6)
    assert found.statements[0].kind == "compared"
    assert found.statements[0].fields["item_id"] == first.item_id


def test_a_listed_item_scores_the_same_when_it_is_looked_at_alone(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    long = penchant.recommend("ann", k=12, shown=False)
    short = penchant.recommend("ann", k=4, shown=False)
    for place in long.items[6:]:
        why = penchant.why(short.list_id, place.item_id)
        for name, value in place.parts.items():
            if name != "diversity":
                assert why.parts.get(name, 0.0) == pytest.approx(value, abs=1e-6), name


def test_a_list_that_cannot_be_made_again_is_not_put_to_the_test(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds))
    made = penchant.recommend("ann", k=3, shown=False)
    gone = made.items[0]
    # A list of another time: nothing of the present would make it.
    strange = replace(made, list_id="strange", items=(replace(gone, item_id="chess3"), *made.items[1:]))
    penchant.stores.lists.save(strange)
    why = penchant.why("strange", made.items[1].item_id)
    assert why.counterfactual is None
    assert "not_remade" in {note.code for note in why.notes}
    assert [one.kind for one in why.statements if one.kind in ("without", "history")] == []


def test_what_landed_after_a_list_was_shown_is_no_part_of_what_made_it(worlds: Any) -> None:
    penchant = worlds.make(small_history(worlds), **SLOWLY)
    made = penchant.recommend("ann", k=5)
    before = penchant.why(made.list_id, made.items[0].item_id)
    penchant.stores.log.append([worlds.did("like", "jazz1", days_ago=9)])
    after = penchant.why(made.list_id, made.items[0].item_id)
    assert after.counterfactual == before.counterfactual
    assert "not_remade" not in {note.code for note in after.notes}


def test_a_dislike_and_a_rule_are_told_as_what_argues_against_an_item(worlds: Any) -> None:
    events = [worlds.did("like", "chess3"), worlds.did("dislike", "chess5", days_ago=2)]
    penchant = worlds.make([*worlds.crowd(5), *events])
    made = penchant.recommend("ann", k=10, shown=False)
    near = [place for place in made.items if place.parts.get("dislikes", 0.0) < 0]
    assert near
    told = [
        one
        for place in near
        for one in penchant.why(made.list_id, place.item_id, search=False).statements
        if one.kind == "despite" and one.fields.get("why") == "dislike"
    ]
    assert told
    assert told[0].evidence == ("ann-dislike-chess5",)
    assert told[0].text == (
        "Against it: it is like chess opening 5, which you did not like on 27 February 2026"
    )


def test_every_statement_is_worded_in_both_languages(worlds: Any) -> None:
    penchant = worlds.make([*small_history(worlds), worlds.did("dislike", "space9", days_ago=3)], **SLOWLY)
    penchant.prefer("ann", "more", "garden")
    penchant.prefer("ann", "less", "bread")
    made = penchant.recommend("ann", k=8, shown=False)
    said = [
        one
        for item_id in (*(place.item_id for place in made.items), "chess3", "jazz1", "space9", "sourdough1")
        for one in penchant.why(made.list_id, item_id).statements
    ]
    assert {"interest", "preference", "without", "held_back"} <= {one.kind for one in said}
    for one in said:
        chinese = statement_text(one.kind, one.fields, "zh")
        assert chinese.endswith("。"), one
        label = str(one.fields.get("label") or "")
        assert (
            statement_text(one.kind, one.fields, "en")
            == f"{one.text.replace(label, spoken(label)) if label else one.text}."
        )


def test_a_chinese_sentence_names_the_chinese_title() -> None:
    fields = {
        "title": "Farewell My Concubine",
        "title_zh": "霸王别姬",
        "event_kind": "like",
        "day": "2026-05-03",
    }
    assert statement_text("recent", fields, "zh") == "它与你在 2026 年 5 月 3 日喜欢过的《霸王别姬》相似。"
    assert (
        statement_text("recent", fields) == "It is like Farewell My Concubine, which you liked on 3 May 2026."
    )


def test_a_statement_whose_fields_do_not_suffice_is_not_worded() -> None:
    assert statement_text("recent", {}) == ""
    assert statement_text("nonsense", {"title": "x"}) == ""
