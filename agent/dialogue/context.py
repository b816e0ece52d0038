"""What the building of a call may look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from penchant.agent.dialogue.conditions.fields import CatalogueFields
from penchant.agent.dialogue.conditions.reading import Conditions, read_conditions
from penchant.agent.dialogue.decisions import Ask, Decision, Do, Say
from penchant.agent.dialogue.intents import Reading, Understood
from penchant.agent.dialogue.mentions import Mention, Mentions
from penchant.agent.dialogue.state import ConversationState, Option
from penchant.agent.dialogue.titles import Title
from penchant.agent.ports import ToolCall


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """One intent of one sentence, with what the conversation is about."""

    reading: Reading
    meant: Understood
    state: ConversationState
    mentions: Mentions
    now: datetime
    tools: frozenset[str]
    """Names of the tools that there are."""
    label: str | None = None
    """The classifier's, where it was followed."""
    fields: Callable[[], CatalogueFields] | None = None
    """What items say of themselves; None where no catalogue is looked at."""

    def conditions(self) -> Conditions:
        """The conditions on items in the sentence."""
        if self.fields is None:
            return Conditions()
        return read_conditions(self.reading.sentence.core, self.fields(), self.now)

    def words(self, slot: str) -> str:
        """The words for a slot; empty where it has none."""
        return self.meant.words.get(slot, "")

    def moment(self) -> str | None:
        """When it happened, in the sentence's words, as ISO-8601."""
        period = self.reading.period
        return None if period is None else iso(period.within(self.now))


def iso(moment: datetime) -> str:
    """ISO-8601 without fractions of a second."""
    return moment.replace(microsecond=0).isoformat()


def do(name: str, arguments: Mapping[str, object], about: str | None = None) -> Do:
    """A call without the arguments that are None."""
    kept = {key: value for key, value in arguments.items() if value is not None}
    return Do(call=ToolCall(name=name, arguments=kept), about=about)


def about_item(context: Context, mention: Mention, name: str, arguments: Mapping[str, object]) -> Decision:
    """The call about the item that is meant; else what stands in its way."""
    if mention.item is not None:
        return do(name, {**arguments, "item": mention.item}, mention.title)
    if mention.is_reference:
        return Say(
            phrase="no_list" if mention.rank is not None else "which_item", fields={"rank": mention.rank}
        )
    offered = mention.candidates or mention.near
    if offered:
        phrase = "which_of" if mention.candidates else "did_you_mean"
        options = tuple(_option(one, name, arguments) for one in offered)
        return Ask(phrase=phrase, options=options, fields={"words": mention.words})
    return Say(phrase="no_such_item" if mention.words else "which_item", fields={"words": mention.words})


def _option(title: Title, name: str, arguments: Mapping[str, object]) -> Option:
    call = ToolCall(name=name, arguments={**arguments, "item": title.argument})
    return Option(label=title.title, call=call)
