"""The local model beside bare llama.cpp, and how much of its wording the checker admits.

Run it alone, on an idle machine: python -m pytest tests/benchmarks/test_llm.py -s
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.demo.catalogue import demo_items
from penchant.agent.demo.people import demo_events, demo_people
from penchant.agent.explain.lead import lead_sentence
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.llm.local import LocalChatModel, default_threads
from penchant.agent.llm.packaged import is_installed, packaged_model
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.profile.facts import item_ids, profile_facts
from penchant.agent.profile.writer import ProfileWriter
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.times import to_micros

pytestmark = pytest.mark.skipif(not is_installed(), reason="the packaged model is not installed")

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROUNDS = 7
TOKENS = 48
DAYS_BACK = (0, 30, 60, 90, 130, 180, 220)


def question(n: int) -> list[dict[str, str]]:
    """The profile prompt with facts of its own, so that only what comes before them is shared."""
    facts = {"first": f"jazz and soul (rising, {40 + n}%)", "second": f"tea (steady, {20 + n}%)"}
    filled = load_prompt("profile_summary").fill(**facts, lately=f"Kind of Blue, {n}")
    return [{"role": one.role, "content": one.content} for one in filled]


def measured(stream: Callable[[int], Iterator[object]]) -> tuple[float, float]:
    """Median seconds to the first piece, and pieces a second after it."""
    firsts, rates = [], []
    for n in range(ROUNDS):
        started = time.perf_counter()
        pieces = stream(n)
        next(pieces)
        first = time.perf_counter()
        count = sum(1 for _ in pieces)
        firsts.append(first - started)
        rates.append(count / (time.perf_counter() - first))
    return statistics.median(firsts), statistics.median(rates)


def test_speed_beside_bare_llama_cpp() -> None:
    import llama_cpp

    model = LocalChatModel()
    model.load()
    threads = default_threads()
    bare: Any = llama_cpp.Llama(
        str(packaged_model()), n_ctx=4096, n_threads=threads, n_threads_batch=threads, verbose=False
    )

    def ours(n: int) -> Iterator[object]:
        from penchant.agent.ports import ChatMessage

        messages = [ChatMessage(role=one["role"], content=one["content"]) for one in question(n)]  # type: ignore[arg-type]
        return model.stream(messages, max_tokens=TOKENS)

    def theirs(n: int) -> Iterator[object]:
        chunks = bare.create_chat_completion(
            question(n), max_tokens=TOKENS, temperature=0.0, repeat_penalty=1.0, stream=True
        )
        return (chunk for chunk in chunks if chunk["choices"][0]["delta"].get("content"))

    with closing(bare):
        measured(theirs), measured(ours)
        their_first, their_rate = measured(theirs)
        our_first, our_rate = measured(ours)
    print(f"\n{'':16}{'first token ms':>16}{'tokens/s':>12}   ({threads} thread(s))")
    print(f"{'llama.cpp':16}{their_first * 1e3:>16.0f}{their_rate:>12.1f}")
    print(f"{'LocalChatModel':16}{our_first * 1e3:>16.0f}{our_rate:>12.1f}")
    print(f"{'ratio':16}{our_first / their_first:>16.2f}{our_rate / their_rate:>12.2f}")
    assert our_rate > 0.8 * their_rate


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Penchant]:
    folder: Path = tmp_path_factory.mktemp("demo")
    with open_runtime(folder, {"llm": {"kind": "none"}}) as penchant:
        penchant.import_records(demo_items(), demo_events(NOW))
        yield penchant


def test_share_of_wordings_that_are_admitted(demo: Penchant) -> None:
    model = LocalChatModel()
    index = TitleIndex(item.title for item in demo_items())
    writer = ProfileWriter(model, lambda: index)
    spent: dict[str, list[float]] = {"profile_summary": [], "recommendation_lead": []}
    admitted = dict.fromkeys(spent, 0)
    for person in demo_people():
        for days in DAYS_BACK:
            at = NOW - timedelta(days=days)
            events = demo.stores.log.user_events(person.user_id, to_micros(at))
            state = demo.interests(person.user_id, at)
            facts = profile_facts(state, events, demo.stores.catalogue.get(item_ids(events)))
            made = demo.recommend(person.user_id, 5 + days % 7, at)
            for name, word in (
                ("profile_summary", lambda facts=facts, at=at: writer.write("x", facts, at).written_by),
                (
                    "recommendation_lead",
                    lambda made=made: lead_sentence(made, model, titles=lambda: index)[1],
                ),
            ):
                started = time.perf_counter()
                admitted[name] += word() == model.model_id  # type: ignore[no-untyped-call]
                spent[name].append(time.perf_counter() - started)
    print(f"\n{'prompt':24}{'fact sets':>10}{'admitted':>10}{'median s':>10}")
    for name, seconds in spent.items():
        share = admitted[name] / len(seconds)
        print(f"{name:24}{len(seconds):>10}{share:>10.0%}{statistics.median(seconds):>10.2f}")
        assert share > 0.6
