"""Dialogues between two people about films: what is taken up of what the seeker says, and what it gives.

The form of ReDial: each line is one turn of the recommender, with all that was said before (`context`,
oldest first, the seeker's words last), the titles in it (`entity`), and the films that the recommender
then named (`rec`).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.intervals import wilson
from penchant.agent.evaluation.report import Evaluation, Row
from penchant.agent.ports import ToolCall

PROTOCOL = "redial"
K = 10
_TITLE = re.compile(r"\((?:18|19|20)\d\d\)")
_TAKEN_UP = frozenset({"record_behaviour", "recommend", "search_catalogue"})


@dataclass(frozen=True, kw_only=True, slots=True)
class DialogueTurn:
    """One turn of the recommender, with what the seeker had said."""

    dialog_id: str
    said: tuple[str, ...]
    """The seeker's own words, oldest first."""
    named: tuple[str, ...]
    """Titles in the seeker's last words."""
    recommended: tuple[str, ...]


class Cinema(Protocol):
    """A workspace of films, in which a dialogue can be held."""

    def resolve(self, words: str) -> str | None:
        """The id of the film that is called so."""
        ...

    def hold(self, turn: DialogueTurn) -> tuple[tuple[ToolCall, ...], Sequence[str]]:
        """Say all of the seeker's words as somebody new; the calls of the last, and a list of `K` ids."""
        ...

    def popular(self, but: Sequence[str]) -> Sequence[str]:
        """The `K` films that most people know, without some."""
        ...

    def near(self, words: str, but: Sequence[str]) -> Sequence[str]:
        """The `K` films nearest in meaning to some words, without some."""
        ...


def read_dialogues(file: Path) -> tuple[DialogueTurn, ...]:
    """The turns of a file of JSON lines.

    Raises:
        BadInput: the file cannot be read, or has another form.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return tuple(_turn(json.loads(line)) for line in lines if line.strip())
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{file} holds no dialogues: {error}", "name a file in the form of ReDial") from error


def _turn(line: Mapping[str, object]) -> DialogueTurn:
    context = [str(one) for one in line["context"]]  # type: ignore[attr-defined]
    last = context[-1]
    named = [str(one) for one in line["entity"] if _TITLE.search(str(one)) and str(one) in last]  # type: ignore[attr-defined]
    return DialogueTurn(
        dialog_id=str(line["dialog_id"]),
        said=tuple(one for one in context[::-2][::-1] if one),
        named=tuple(named),
        recommended=tuple(str(one) for one in line["rec"]),  # type: ignore[attr-defined]
    )


def evaluate_redial(
    turns: Sequence[DialogueTurn],
    cinema: Cinema,
    data: Mapping[str, object],
    progress: Callable[[int, int], None] = lambda done, all_of: None,
) -> Evaluation:
    """How often a film that the seeker names is taken up, and how often the film to come is in the list.

    A turn counts for the first where the catalogue has a film that the seeker's last words name, and
    for the second where it has one that the recommender then names and that had not been named.
    """
    taken, named = 0, 0
    found = {"router": 0, "popularity": 0, "last sentence": 0}
    asked = 0
    for done, turn in enumerate(turns, start=1):
        films = {film for one in turn.named if (film := cinema.resolve(one)) is not None}
        before = _mentioned(turn, cinema)
        wanted = {film for one in turn.recommended if (film := cinema.resolve(one)) is not None} - set(before)
        if not films and not wanted:
            continue
        calls, listed = cinema.hold(turn)
        if films:
            named += len(films)
            taken += len(films & set(_taken_up(calls, cinema)))
        if wanted and turn.said:
            asked += len(wanted)
            found["router"] += len(wanted & set(listed))
            found["popularity"] += len(wanted & set(cinema.popular(before)))
            found["last sentence"] += len(wanted & set(cinema.near(turn.said[-1], before)))
        progress(done, len(turns))
    rows = [_row("router", found["router"], asked, taken, named)]
    rows += [_row(name, found[name], asked) for name in ("popularity", "last sentence")]
    return Evaluation(
        protocol=PROTOCOL,
        data={**data, "turns": len(turns), "films_named": named, "films_to_come": asked},
        rows=tuple(rows),
    )


def _mentioned(turn: DialogueTurn, cinema: Cinema) -> list[str]:
    titles = [one for said in turn.said for one in re.findall(r"[^.,;:!?]*?\((?:18|19|20)\d\d\)", said)]
    return [film for one in (*titles, *turn.named) if (film := cinema.resolve(one.strip())) is not None]


def _taken_up(calls: Sequence[ToolCall], cinema: Cinema) -> Iterator[str]:
    for call in calls:
        for name in ("item", "query"):
            words = call.arguments.get(name) if call.name in _TAKEN_UP else None
            film = cinema.resolve(str(words)) if words else None
            if film is not None:
                yield film


def _row(name: str, found: int, asked: int, taken: int | None = None, named: int = 0) -> Row:
    metrics = {"recall@10": found / asked} if asked else {}
    interval = {"recall@10": wilson(found, asked)} if asked else {}
    if taken is not None and named:
        metrics["taken_up"] = taken / named
        interval["taken_up"] = wilson(taken, named)
    return Row(
        method=name,
        kind="ours" if name == "router" else "baseline",
        streaming=False,
        metrics=metrics,
        interval=interval,
    )
