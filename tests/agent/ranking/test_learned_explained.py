"""Explanations of what a learned ranker put into a list: parts, proofs, and what is said of shared credit."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from math import fsum
from typing import Any

import pytest

from penchant.agent.runtime import Penchant

Opened = Callable[..., AbstractContextManager[Penchant]]


def test_what_a_learned_ranker_put_there_is_explained_and_proved(stocked: Opened) -> None:
    with stocked() as penchant:
        penchant.train()
        made = penchant.recommend("u1", k=6)
        assert made.items
        for place in made.items:
            why = penchant.why(made.list_id, place.item_id)
            codes = {note.code for note in why.notes}
            assert "shared_credit" in codes
            assert "not_remade" not in codes
            assert fsum(why.parts.values()) == pytest.approx(why.score, abs=1e-6)
            if why.counterfactual is None:
                continue
            removed = why.counterfactual.removed
            after = {p.item_id: p.rank for p in penchant.what_if(made.list_id, without=removed).after}
            assert after.get(place.item_id) == why.counterfactual.rank_after


def test_what_is_not_listed_has_the_parts_that_it_would_have(stocked: Opened) -> None:
    with stocked() as penchant:
        penchant.train()
        long = penchant.recommend("u2", k=12, shown=False)
        short = penchant.recommend("u2", k=4, shown=False)
        listed = {place.item_id for place in short.items}
        looked_at = [place for place in long.items if place.item_id not in listed]
        assert looked_at
        for place in looked_at:
            why = penchant.why(short.list_id, place.item_id)
            told: Any = {name: value for name, value in why.parts.items() if name != "diversity"}
            stored = {name: value for name, value in place.parts.items() if name != "diversity"}
            assert told == pytest.approx(stored, abs=1e-6)
