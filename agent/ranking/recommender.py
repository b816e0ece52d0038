"""One request, front to back: candidates, features, scores, diversity, reasons."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from math import ceil, fsum
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.ingest.where import Constraint
from penchant.agent.ports import Catalogue, VectorSearch
from penchant.agent.ranking.calibration import Calibration
from penchant.agent.ranking.candidates import Found, gather
from penchant.agent.ranking.crowd import read_crowd
from penchant.agent.ranking.diversity import select
from penchant.agent.ranking.exploration import Draw, explore, with_draw, with_propensity
from penchant.agent.ranking.features import Features, make_features
from penchant.agent.ranking.notes import about_length, about_user
from penchant.agent.ranking.preferences import Rule, Rulebook, forbidden
from penchant.agent.ranking.queries import query_vectors
from penchant.agent.ranking.ranker import HandSet, Ranker
from penchant.agent.ranking.reasons import reasons
from penchant.agent.ranking.request import Request, had_items
from penchant.agent.ranking.scoring import Scored, score
from penchant.agent.ranking.shelf import Shelf
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.ranking.topic_places import TopicPlaces
from penchant.agent.ranking.traits import TraitIndex
from penchant.agent.times import from_micros
from penchant.agent.types import Note, Recommendation, RecommendationList

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from penchant.agent.ranking.preferences import TextVectors

_POOL = 100
"""The best so many candidates (and five a place asked for) compete for the list's places."""


class Recommender:
    """Makes lists; stores nothing."""

    def __init__(
        self, catalogue: Catalogue, statistics: Statistics, texts: "TextVectors", settings: RankingSettings
    ) -> None:
        """`texts` gives the vectors of the words of rules."""
        self._catalogue = catalogue
        self._statistics = statistics
        self._settings = settings
        self._shelf = Shelf(catalogue)
        self._topic_places = TopicPlaces()
        self._traits = TraitIndex(catalogue)
        self.ranker: Ranker = HandSet(settings)
        """What scores the candidates: hand-set weights until something has been learned."""
        self.rulebook = Rulebook(self._shelf, texts)

    def over(self, statistics: Statistics) -> "Recommender":
        """The same recommender on other statistics: to see what a list would be had things been otherwise."""
        other = copy(self)
        other._statistics = statistics
        return other

    def recommend(
        self, request: Request, search: VectorSearch, constraints: Sequence[Constraint] = ()
    ) -> RecommendationList:
        """The list for a request; shorter than asked, with a note, when too little may be shown."""
        rules = self.rulebook.read(request.preferences, search)
        allowed, notes = self._allowed(request, rules, search, constraints)
        features = self._read(request, self._found(request, rules, search, allowed), search)
        scored = score(request, features, self.ranker, rules, search, self._settings)
        list_id = f"l{secrets.token_hex(8)}"
        chosen, corrections = self._choose(scored, request, search)
        draw = self._explored(list_id, scored, chosen, request)
        chosen, corrections = with_draw(draw, chosen, corrections, scored.scores())
        titles = {} if request.is_bare else self._titles(request, scored, chosen, search)
        items = [
            self._placed(rank, row, parts, correction, scored, request, search, titles)
            for rank, (row, parts, correction) in enumerate(
                zip(chosen, self._parts(scored, chosen, request), corrections, strict=True), start=1
            )
        ]
        return RecommendationList(
            list_id=list_id,
            user_id=request.user_id,
            at=from_micros(request.at),
            items=with_propensity(items, draw),
            notes=(
                *about_user(request),
                *notes,
                *about_length(request, len(items), allowed, constraints),
            ),
            query=request.query,
            k=request.k,
            withheld=tuple(sorted(request.withheld)),
            response_weights=request.response_weights,
            constraints=tuple(str(constraint) for constraint in constraints),
        )

    def _parts(
        self, scored: Scored, chosen: Sequence[int], request: Request
    ) -> Sequence[Mapping[str, float]]:
        """Parts of the rows chosen; where places are enough, the score as a single one."""
        if not request.is_bare:
            return scored.parts_of(chosen)
        scores = scored.scores()
        return [{"score": float(scores[row])} for row in chosen]

    def features(
        self, request: Request, search: VectorSearch, wanted: Collection[int] | None = None
    ) -> Features | None:
        """What is known of the candidates for a request: what a ranker learns from.

        None where `wanted` are positions of which none is a candidate.
        """
        import numpy as np

        rules = self.rulebook.read(request.preferences, search)
        allowed, _ = self._allowed(request, rules, search, ())
        found = self._found(request, rules, search, allowed)
        if wanted is not None and not np.isin(found.positions, list(wanted)).any():
            return None
        return self._read(request, found, search)

    def _found(
        self, request: Request, rules: Sequence[Rule], search: VectorSearch, allowed: "NDArray[np.bool_]"
    ) -> Found:
        queries = query_vectors(request, search, self._settings)
        topics = self._topic_places.of(request.topics, search)
        crowd = read_crowd(request, topics, search, self._statistics)
        return Found(
            positions=gather(request, queries, rules, search, crowd, allowed, self._settings),
            queries=queries,
            crowd=crowd,
        )

    def _read(self, request: Request, found: Found, search: VectorSearch) -> Features:
        return make_features(
            request,
            found.positions,
            found.queries,
            found.crowd,
            self._traits.of(search),
            search,
            self._settings,
        )

    def fields(self) -> frozenset[str]:
        """What items of the catalogue say of themselves, in lower case."""
        return self._shelf.fields()

    def allowed(
        self, constraints: Sequence[Constraint], search: VectorSearch
    ) -> "tuple[NDArray[np.bool_], list[Note]]":
        """Mask of the items that satisfy the constraints, and what to say about them."""
        import numpy as np

        if not constraints:
            return np.ones(len(search.item_ids), bool), []
        unknown = self._shelf.unknown_fields(constraints)
        notes = [
            Note(code="unknown_field", text=f"No item says anything of “{name}”, so none can satisfy it")
            for name in unknown
        ]
        return self._shelf.allowed(constraints, search), notes

    def _allowed(
        self,
        request: Request,
        rules: Sequence[Rule],
        search: VectorSearch,
        constraints: Sequence[Constraint],
    ) -> "tuple[NDArray[np.bool_], list[Note]]":
        allowed, notes = self.allowed(constraints, search)
        allowed &= ~forbidden(rules, search)
        repeatable = self._shelf.of_kinds(self._settings.repeatable_kinds)
        had = search.positions(had_items(request, self._settings, repeatable))
        allowed[list(had.values())] = False
        return allowed, notes

    def _choose(
        self, scored: Scored, request: Request, search: VectorSearch
    ) -> tuple[list[int], Sequence[Mapping[str, float]]]:
        scores = scored.scores()
        pool = self._pool(scores, request)
        mean = search.mean()
        # Two items at random have the cosine that the mean vector's length squared tells.
        selection = select(
            scores[pool],
            scored.features.vectors[pool],
            request.depth or request.k,
            self._settings.diversity,
            floor=float(mean @ mean),
            groups=scored.features.interest[pool],
            caps=self._caps(request),
            calibration=self._calibration(scored, pool, request),
        )
        return [int(pool[place]) for place in selection.rows], selection.corrections

    def _pool(self, scores: "NDArray[np.float64]", request: Request) -> "NDArray[np.intp]":
        """Rows of the candidates that compete for places, best first."""
        import numpy as np

        return np.argsort(-scores, kind="stable")[: max(_POOL, 5 * request.k)]

    def _calibration(self, scored: Scored, pool: "NDArray[np.intp]", request: Request) -> Calibration | None:
        """What holds the list to the shares of the interests; nothing for who asks for something."""
        import numpy as np

        interests = request.interests
        if not self._settings.calibration or request.query_vector is not None or not interests:
            return None
        shares = np.array([one.share for one in interests])
        topics = scored.features.topics[pool]
        memberships = np.array([np.isin(topics, list(one.places)) for one in interests], np.float64).T
        return Calibration(memberships, shares / max(shares.sum(), 1e-12), self._settings.calibration)

    def _explored(self, list_id: str, scored: Scored, chosen: Sequence[int], request: Request) -> Draw | None:
        """Who has the last place, where it may be drawn."""
        settings = request.feedback
        if settings is None or len(chosen) < request.k:
            return None
        scores = scored.scores()
        return explore(
            list_id,
            scores,
            chosen,
            among=self._pool(scores, request),
            epsilon=settings.exploration,
            temperature=settings.exploration_temperature,
        )

    def _caps(self, request: Request) -> dict[int, int]:
        """Places that each interest may have: its share of the list, and some more.

        Who asks for something gets it, and a single interest has the whole list.
        """
        if request.query_vector is not None or len(request.interests) < 2:
            return {}
        more = self._settings.interest_leeway
        return {
            place: max(1, ceil(request.k * min(1.0, interest.share + more)))
            for place, interest in enumerate(request.interests)
        }

    def _titles(
        self, request: Request, scored: Scored, chosen: Sequence[int], search: VectorSearch
    ) -> Mapping[str, str]:
        wanted = {search.item_ids[scored.features.positions[row]] for row in chosen}
        wanted.update(item.item_id for item in request.last_items)
        return {item_id: item.title for item_id, item in self._catalogue.get(wanted).items()}

    def _placed(
        self,
        rank: int,
        row: int,
        parts: Mapping[str, float],
        correction: Mapping[str, float],
        scored: Scored,
        request: Request,
        search: VectorSearch,
        titles: Mapping[str, str],
    ) -> Recommendation:
        # "+ 0.0" turns a negative zero into zero.
        named = {name: value + 0.0 for name, value in parts.items() if value} | {
            name: value + 0.0 for name, value in correction.items()
        }
        item_id = search.item_ids[scored.features.positions[row]]
        return Recommendation(
            item_id=item_id,
            title=titles.get(item_id, item_id),
            rank=rank,
            score=fsum(named.values()),
            parts=named,
            reasons=()
            if request.is_bare
            else reasons(row, item_id, named, scored, request, titles, self._statistics),
        )
