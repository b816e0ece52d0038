"""Replies about forgetting: what would go, and what is gone."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.edit_replies import day
from penchant.agent.dialogue.phrases import phrase, word
from penchant.agent.dialogue.showing import listing, plain
from penchant.agent.dialogue.words import Language

if TYPE_CHECKING:
    from pydantic import BaseModel


class ForgetShape(Protocol):
    """The answer of `forget`."""

    @property
    def removed(self) -> Mapping[str, int]:
        """Store -> rows."""
        ...

    @property
    def verified(self) -> bool:
        """Nothing of it is left."""
        ...


def is_anything(preview: "BaseModel | None") -> bool:
    """Whether there is something to forget, as far as it was counted."""
    return preview is None or any(cast("ForgetShape", preview).removed.values())


def proposed(done: Do, preview: "BaseModel | None", language: Language) -> str:
    """What would go, and the question whether it shall."""
    what = _what(done, language)
    if preview is None:
        return phrase(language, "forget_ask_uncounted", what=what)
    if not is_anything(preview):
        return phrase(language, "forget_nothing", what=what)
    return phrase(language, "forget_ask", what=what, counts=_counts(preview, language))


def forgotten(done: Do, result: "BaseModel", language: Language) -> str:
    """What is gone; it names nothing, so that what is shown is no trace of it."""
    if not is_anything(result):
        return phrase(language, "forget_nothing", what=_what(done, language))
    name = "forgotten" if cast("ForgetShape", result).verified else "forgotten_in_part"
    return phrase(language, name, counts=_counts(result, language))


def _what(done: Do, language: Language) -> str:
    arguments = done.call.arguments
    if arguments.get("everything"):
        return word(language, "forget_everything")
    if "item" in arguments:
        return word(language, "forget_item").format(item=plain(done.about or arguments["item"]))
    if "about" in arguments:
        return word(language, "forget_about").format(about=plain(arguments["about"]))
    if "event_id" in arguments:
        return word(language, "forget_event")
    days = {
        name: day(datetime.fromisoformat(str(arguments[name])), language)
        for name in ("since", "until")
        if name in arguments
    }
    if len(days) == 2:
        return word(language, "forget_day" if days["since"] == days["until"] else "forget_stretch").format(
            **days
        )
    return word(language, "forget_since" if "since" in days else "forget_until").format(**days)


def _counts(result: "BaseModel", language: Language) -> str:
    said = []
    for store, count in cast("ForgetShape", result).removed.items():
        name = f"store_{store}_one" if count == 1 else f"store_{store}"
        if count and word(language, name):
            said.append(word(language, name).format(count=f"{count:,}"))
    return listing(language, said or [word(language, "store_rest")])
