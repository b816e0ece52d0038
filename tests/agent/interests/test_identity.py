"""Topics keep their ids from one building to the next, as long as they hold the same items."""

from dataclasses import replace

import numpy as np

from penchant.agent.embedding.hashing import HashingEmbedder
from penchant.agent.interests.identity import places_before, topic_ids
from penchant.agent.interests.topics import build_topics
from penchant.agent.types import Topic

NOTHING = np.zeros(2, np.float32)


def leaf(topic_id: str, members: str, parent_id: str | None = None) -> Topic:
    return Topic(
        topic_id=topic_id,
        label=topic_id,
        tags=(),
        size=len(members),
        centroid=NOTHING,
        parent_id=parent_id,
        members=tuple(members),
    )


def upper(topic_id: str, level: int = 1) -> Topic:
    return replace(leaf(topic_id, ""), level=level)


def ids(items: str, *levels: str, earlier: list[Topic]) -> list[list[str]]:
    """Ids of topics that are written as one digit an item."""
    places = [np.array([int(digit) for digit in level], np.intp) for level in levels]
    before = places_before(earlier, list(items), np.zeros((len(items), 3), np.float32))
    return topic_ids(places, earlier, before)


def test_topics_of_a_first_set_are_numbered_through_all_levels() -> None:
    assert ids("abcd", "0123", "0011", earlier=[]) == [["t1", "t2", "t3", "t4"], ["t5", "t6"]]


def test_a_topic_that_holds_mostly_the_same_items_keeps_its_id_under_any_embedding_model() -> None:
    earlier = [leaf("t4", "abc"), leaf("t9", "def")]
    assert ids("abcdef", "111000", earlier=earlier) == [["t9", "t4"]]
    assert ids("abcdef", "110000", earlier=earlier) == [["t9", "t4"]]


def test_a_topic_of_other_items_gets_a_number_that_was_never_used() -> None:
    earlier = [leaf("t4", "abcdef", "t12"), upper("t12")]
    assert ids("ghijkl", "000000", "000000", earlier=earlier) == [["t13"], ["t14"]]


def test_of_a_topic_that_was_cut_up_the_largest_piece_keeps_the_id() -> None:
    assert ids("abcdefgh", "00011111", earlier=[leaf("t1", "abcdefgh")]) == [["t2", "t1"]]


def test_new_items_do_not_make_a_topic_unlike() -> None:
    assert ids("abcdefghij", "0000000000", earlier=[leaf("t7", "ab")]) == [["t7"]]


def test_items_that_are_gone_do_not_make_a_topic_unlike() -> None:
    assert ids("ab", "00", earlier=[leaf("t7", "abcdefghij")]) == [["t7"]]


def test_upper_topics_are_told_by_the_items_below_them() -> None:
    earlier = [
        leaf("t1", "ab", "t5"),
        leaf("t2", "cd", "t5"),
        leaf("t3", "ef", "t6"),
        leaf("t4", "gh", "t6"),
        upper("t5"),
        upper("t6"),
    ]
    assert ids("abcdefgh", "33221100", "11110000", earlier=earlier)[1] == ["t6", "t5"]


def test_a_level_that_is_new_gets_new_ids() -> None:
    assert ids("abcd", "0011", "0000", earlier=[leaf("t1", "ab"), leaf("t2", "cd")]) == [["t1", "t2"], ["t3"]]


def test_topics_that_do_not_know_their_items_are_told_by_their_centroids() -> None:
    earlier = [
        replace(leaf("t3", ""), centroid=np.array([1, 0], np.float32)),
        replace(leaf("t8", ""), centroid=np.array([0, 1], np.float32)),
    ]
    vectors = np.array([[0, 1], [0.1, 0.9], [1, 0], [0.9, 0.2]], np.float32)
    before = places_before(earlier, list("abcd"), vectors)
    assert topic_ids([np.array([0, 0, 1, 1])], earlier, before) == [["t8", "t3"]]


def test_a_catalogue_that_grows_keeps_the_ids_of_what_was_there() -> None:
    titles = [f"{theme} story {n}" for theme in ("space opera", "sourdough", "jazz") for n in range(12)]
    more = [*titles, *(f"running shoes {n}" for n in range(12))]
    tags = [(title.split()[0],) for title in more]
    item_ids = [f"i{n}" for n in range(len(more))]
    vectors = HashingEmbedder().embed(more)
    before = build_topics(vectors[:36], item_ids[:36], titles, tags[:36], count=3)
    after = build_topics(vectors, item_ids, more, tags, count=4, earlier=before)
    known = {topic.label: topic.topic_id for topic in before}
    assert {topic.label: topic.topic_id for topic in after if topic.label in known} == known
    assert len({topic.topic_id for topic in after}) == 4


THEMES = [f"theme{n % 30} of group{n % 6} number {n}" for n in range(600)]
THEME_IDS = [f"i{n}" for n in range(600)]
THEME_TAGS = [(f"theme{n % 30}",) for n in range(600)]


def themes(vectors: np.ndarray, size: int, earlier: list[Topic], seed: int = 0) -> list[Topic]:
    """Topics of the first so many items."""
    return build_topics(
        vectors[:size], THEME_IDS[:size], THEMES[:size], THEME_TAGS[:size], seed=seed, earlier=earlier
    )


def share_kept(before: list[Topic], after: list[Topic]) -> float:
    ids = {topic.topic_id for topic in before}
    return sum(topic.topic_id in ids for topic in after) / len(before)


def test_most_topics_survive_the_growth_of_the_catalogue_and_another_seed() -> None:
    vectors = HashingEmbedder().embed(THEMES)
    before = themes(vectors, 400, [])
    assert share_kept(before, themes(vectors, 600, before, seed=5)) > 0.8


def test_most_topics_survive_a_change_of_the_embedding_model() -> None:
    vectors = HashingEmbedder().embed(THEMES)
    turn = np.linalg.qr(np.random.default_rng(0).normal(size=(vectors.shape[1],) * 2))[0]
    other = (vectors @ turn)[:, : vectors.shape[1] // 2].astype(np.float32)
    other /= np.linalg.norm(other, axis=1, keepdims=True)
    before = themes(vectors, 600, [])
    assert share_kept(before, themes(other, 600, before)) > 0.8
