"""A profile with the packaged model: within its calls, admitted word by word, whole in any case."""

from datetime import UTC, datetime
from typing import Any

import pytest

from penchant.agent.explain.check import check
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.packaged import is_installed
from penchant.agent.profile.facts import profile_facts
from penchant.agent.profile.points import points
from penchant.agent.profile.writer import Plan, ProfileWriter
from penchant.agent.types import InterestState, Item

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.skipif(not is_installed(), reason="the packaged model is not installed")
def test_the_packaged_model_words_sentences_that_are_true_and_signs_them(
    state: InterestState, items: dict[str, Item], did: Any
) -> None:
    facts = profile_facts(state, [did("like", "j1"), did("dislike", "h1")], items)
    model = LocalChatModel()
    profile = ProfileWriter(model).write("ann", facts, AT, plan=Plan(calls=4))
    assert profile.calls == 4
    assert profile.tokens > 500
    told = {point.key: point for point in points(facts)}
    assert [one.key for one in profile.statements] == list(told)
    by_model = [one for one in profile.statements if one.written_by == model.model_id]
    assert by_model
    for one in by_model:
        assert one.prompt == "profile_statement@2"
        assert check(one.text, told[one.key].facts).is_whole
        assert one.text != told[one.key].text
    again = ProfileWriter(model).write("ann", facts, AT, earlier=profile, plan=Plan(calls=4))
    kept = {one.key: one.text for one in by_model}
    assert {one.key: one.text for one in again.statements if one.key in kept} == kept
    assert again.calls <= 4
