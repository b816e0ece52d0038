"""A text about an item says what the statements in force say, each of them unmixed, and no more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.evaluation.explanations.planted import ERRORS
from penchant.agent.evaluation.explanations.wordings import plant_errors
from penchant.agent.explain.backing import ExplanationFacts, explanation_facts
from penchant.agent.explain.check_explanation import check_explanation
from penchant.agent.explain.templates import statement_text
from penchant.agent.types import Explanation

SIZE = 10


@pytest.fixture
def facts(explanation: Explanation) -> ExplanationFacts:
    return explanation_facts(explanation, size=SIZE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thief (1981) is number 2 of 10.",
        "It is number 2: it fits your rising interest in crime and heist.",
        "Mainly, it fits your rising interest in crime and heist.",
        "You liked Heat on 3 November 2026, and 37 others who had Ronin had it too.",
        "It is like Heat (1995), which you liked on 3 November 2026, and 12 people took it in the last 30 days.",
        "Because you recently liked Heat, something like it comes up.",
        "12 people took it in the last month.",
        "Without Heat (1995) and Ronin (1998) it would be number 14.",
        "Without Heat and Ronin it would fall from 2 to 14.",
        "Without these 2 events it would fall by 12 places.",
        "Against it: it is like Collateral, which stands above it.",
        "It fits your interest in crime, which makes up 43%.",
        "它与你喜欢过的《Heat (1995)》相似。",
        "最近 30 天有 12 人选了它。",
    ],
)
def test_what_the_statements_say_is_admitted(
    sentence: str, facts: ExplanationFacts, catalogue: tuple[str, ...]
) -> None:
    checked = check_explanation(sentence, facts, catalogue)
    assert checked.is_whole, checked.sentences


@pytest.mark.parametrize(
    "sentence",
    [
        # Each piece is a fact; together they are none.
        "It is like Ronin, which you liked on 3 November 2026.",
        "37 others who had Heat had it too.",
        "12 others who had Ronin had it too.",
        "37 people took it in the last 30 days.",
        "12 people took it in the last 12 days.",
        "Heat fits your rising interest in crime and heist.",
        "Heat is number 2 of 10.",
        "It is like Thief, which you liked on 3 November 2026.",
        "It is number 10 of 2.",
        # Causes that no statement names.
        "It is here because it is new.",
        "It matches what you searched for.",
        "Nothing in your history alone put this here.",
        "Critics praise it.",
        "It is like Heat, which your brother liked.",
        # More than is known.
        "Everyone took it in the last 30 days.",
        "More than 12 people took it in the last 30 days.",
        "Hundreds of people took it in the last 30 days.",
        "It certainly fits your rising interest in crime and heist.",
        "Mainly, 12 people took it in the last 30 days.",
        "That others had Ronin counts more than your interest in crime.",
        # Turned round.
        "It is not like Heat, which you liked on 3 November 2026.",
        "It is here because of Ronin and not because you liked Heat.",
        "It fits your fading interest in crime and heist.",
        "It does not fit your rising interest in crime and heist.",
        "It is like Collateral, which stands above it, so it is here.",
        # Counterfactuals that nobody computed.
        "Without Heat it would be number 14.",
        "Without Heat and Ronin it would not be in the list.",
        "Without Heat and Ronin it would rise to number 1.",
        "Without Heat and Ronin it would fall from 14 to 2.",
        "Without Heat and Ronin it would still be in the list.",
        "Without Collateral and Ronin it would be number 14.",
        "Without Dune it would not be in the list.",
        # Things, days and deeds.
        "You bought Heat on 3 November 2026.",
        "You liked Heat on 4 November 2026.",
        "You liked Heat last week.",
        "You liked Heat 2 on 3 November 2026.",
        "You liked Heat (1996) on 3 November 2026.",
        "It is like Dune, which you liked on 3 November 2026.",
        "It is like the end of the affair, which you liked on 3 November 2026.",
        "It fits your rising interest in baking.",
        "It makes up 44% of your interest in crime.",
        "You liked it on 3 November 2026.",
        "它与你买过的《Heat (1995)》相似。",
        "最近 30 天有 13 人选了它。",
        "它不符合你的兴趣。",
        "如果没有《Heat (1995)》，它就不会在列表中。",
    ],
)
def test_what_they_do_not_say_is_not(
    sentence: str, facts: ExplanationFacts, catalogue: tuple[str, ...]
) -> None:
    checked = check_explanation(sentence, facts, catalogue)
    assert not checked.is_whole
    assert all(one.reason for one in checked.sentences)


def test_a_hedge_is_kept(undecided: Explanation, catalogue: tuple[str, ...]) -> None:
    facts = explanation_facts(undecided, size=SIZE)
    hedged = "It comes near your fading interest in space and science fiction."
    assert check_explanation(hedged, facts, catalogue).is_whole
    assert not check_explanation(hedged.replace("comes near", "fits"), facts, catalogue).is_whole


def test_a_history_that_does_not_decide_is_not_said_to_decide(
    undecided: Explanation, catalogue: tuple[str, ...]
) -> None:
    facts = explanation_facts(undecided, size=SIZE)
    assert check_explanation("Nothing in your history alone put this here.", facts, catalogue).is_whole
    assert not check_explanation("Your history alone put this here.", facts, catalogue).is_whole


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_sentence_of_the_product_passes(
    language: str, explanation: Explanation, undecided: Explanation, catalogue: tuple[str, ...]
) -> None:
    for one in (explanation, undecided):
        facts = explanation_facts(one, size=SIZE)
        for reason in one.statements:
            text = statement_text(reason.kind, reason.fields, language)  # type: ignore[arg-type]
            assert check_explanation(text, facts, catalogue).is_whole, text


def test_a_stop_inside_a_title_ends_no_sentence(explanation: Explanation) -> None:
    title = "Vol. 2. The Return"
    statements = [
        replace(one, text=one.text.replace("Heat (1995)", title), fields={**one.fields, "title": title})
        if one.kind == "recent"
        else one
        for one in explanation.statements
    ]
    facts = explanation_facts(replace(explanation, statements=tuple(statements)), size=SIZE)
    text = f"You liked {title} on 3 November 2026. It is number 2."
    checked = check_explanation(text, facts, [title])
    assert [one.text for one in checked.sentences] == [
        f"You liked {title} on 3 November 2026.",
        "It is number 2.",
    ]
    assert checked.is_whole


def test_one_lie_among_truths_is_taken_out_alone(facts: ExplanationFacts, catalogue: tuple[str, ...]) -> None:
    text = "It is number 2 of 10. Critics praise it. 12 people took it in the last 30 days."
    checked = check_explanation(text, facts, catalogue)
    assert checked.text == "It is number 2 of 10. 12 people took it in the last 30 days."


def test_planted_errors_are_caught_and_true_sentences_kept(
    explanation: Explanation, undecided: Explanation, catalogue: tuple[str, ...]
) -> None:
    labels = ("crime, heist", "baking, bread", "jazz")
    found = [
        plant_errors([explanation, undecided], catalogue, labels, seed=seed, size=SIZE) for seed in range(2)
    ]
    assert sum(sum(one.planted.values()) for one in found) >= 500
    assert len({error for one in found for error in one.planted}) >= 20
    for one in found:
        assert set(one.planted) <= set(ERRORS)
        assert one.caught_share >= 0.98, one.as_dict()
        for origin, most in (("template", 0.0), ("tuned", 0.02), ("fresh", 0.25)):
            assert one.refused[origin] <= most * one.true[origin], one.as_dict()


@given(st.integers(0, 200))
def test_a_count_is_admitted_only_where_it_is_the_fact(people: int) -> None:
    from datetime import UTC, datetime

    from penchant.agent.types import Reason

    reason = Reason(
        text="37 others who had Ronin had it too",
        kind="together",
        fields={"title": "Ronin", "people": 37},
        contribution=1.0,
    )
    one = Explanation(
        list_id="l", item_id="i", title="Thief", listed=True, rank=300, score=1.0, parts={},
        statements=(reason,), at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    text = f"{people} people who had Ronin had it too."
    assert check_explanation(text, explanation_facts(one, size=400), ()).is_whole == (people == 37)


@given(st.text(max_size=200))
def test_any_text_is_read_and_only_admitted_sentences_come_back(text: str) -> None:
    one = Explanation(list_id="l", item_id="i", title="Thief", listed=True, rank=2, score=1.0, parts={})
    checked = check_explanation(text, explanation_facts(one, size=10), ("Dune",))
    assert all(each.text in checked.text for each in checked.sentences if each.admitted)
