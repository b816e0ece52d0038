"""A list is introduced in one true sentence, by a model or without one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from penchant.agent.errors import BadModelAnswer, ModelMissing, PenchantError, ServiceUnreachable
from penchant.agent.explain.check import check
from penchant.agent.explain.lead import lead_facts, lead_sentence
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.packaged import is_installed
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.types import Reason, Recommendation, RecommendationList

INTEREST = Reason(
    text="It fits your rising interest in baking, bread",
    kind="interest",
    fields={"label": "baking, bread", "state": "rising", "share": 0.43},
)
RECENT = Reason(
    text="It is like Heat, 1995, which you liked on 3 March 2026",
    kind="recent",
    fields={"title": "Heat, 1995"},
)
TOGETHER = Reason(
    text="12 people who had Kind of Blue went on to it", kind="together", fields={"title": "Kind of Blue"}
)
POPULAR = Reason(text="Many people take it over the last 30 days", kind="popular")
REASONS = (INTEREST, RECENT, TOGETHER, POPULAR)


def made(*reasons: Reason, title: str = "Tartine Bread", count: int = 3) -> RecommendationList:
    places = [
        Recommendation(
            item_id=str(rank),
            title=title if rank == 1 else f"Other {rank}",
            rank=rank,
            score=1.0,
            parts={},
            reasons=reasons,
        )
        for rank in range(1, count + 1)
    ]
    now = datetime(2026, 3, 4, tzinfo=UTC)
    return RecommendationList(list_id="l", user_id="ann", at=now, items=tuple(places))


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.kind)
def test_the_template_says_what_the_list_holds_and_passes_the_checker(reason: Reason) -> None:
    text, written_by = lead_sentence(made(reason), None)
    assert written_by == "template"
    assert "Here are 3 for you; first comes Tartine Bread: " in text
    assert check(text, lead_facts(made(reason)), known_titles=["Dune", "Up"]).is_whole


def test_few_items_and_no_reasons_have_their_own_sentences() -> None:
    assert lead_sentence(made(INTEREST, count=1), None)[0].startswith("Here is Tartine Bread: it fits")
    assert lead_sentence(made(count=2), None)[0] == "Here are 2 for you; first comes Tartine Bread."
    assert lead_sentence(replace(made(), items=()), None) == (
        "There is nothing to recommend within these limits.",
        "template",
    )


def test_a_model_may_word_it() -> None:
    text = "Three picks await you, first of all Tartine Bread (it fits your rising interest in baking and bread)."
    model = ScriptedChatModel([text], model_id="oracle")
    assert lead_sentence(made(INTEREST), model) == (text, "oracle")
    asked = model.calls[0].messages[-1].content
    assert asked == "list: 3 picks, first Tartine Bread (it fits your rising interest in baking and bread)"


@pytest.mark.parametrize(
    "wording",
    [
        "Here are 4 picks, first of all Tartine Bread (it fits your rising interest in baking and bread).",
        "Here are 3 picks, first of all Dune (it fits your rising interest in baking and bread).",
        "Here are 3 picks, first of all Tartine Bread (it fits your fading interest in baking and bread).",
        "Here are 3 picks, first of all Tartine Bread.",
        "I picked 3 for you, first Tartine Bread (it fits your rising interest in baking and bread).",
        "",
    ],
)
def test_a_wording_that_is_false_or_says_too_little_gives_way_to_the_template(wording: str) -> None:
    text, written_by = lead_sentence(
        made(INTEREST), ScriptedChatModel([wording]), titles=lambda: TitleIndex(["Dune"])
    )
    assert (text, written_by) == lead_sentence(made(INTEREST), None)


@pytest.mark.parametrize("error", [ModelMissing("a"), ServiceUnreachable("b"), BadModelAnswer("c")])
def test_a_model_that_fails_costs_only_its_wording(error: PenchantError) -> None:
    assert lead_sentence(made(INTEREST), ScriptedChatModel([error]))[1] == "template"


@pytest.mark.slow
@pytest.mark.skipif(not is_installed(), reason="the packaged model is not installed")
def test_the_packaged_model_words_most_leads() -> None:
    model = LocalChatModel()
    titles = ("Tartine Bread", "Outer Wilds", "The Big Sleep", "Garam masala, 100 g", "Head Hunters")
    lists = [made(reason, title=title) for reason in REASONS for title in titles]
    worded = sum(lead_sentence(one, model)[1] == model.model_id for one in lists)
    assert worded >= 0.7 * len(lists)
