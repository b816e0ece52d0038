"""The outer form of what `penchant models` reports."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Self

from penchant.tools.results import Result

if TYPE_CHECKING:
    from penchant.agent.llm.abilities import ToolAbility
    from penchant.agent.llm.download import Fetched
    from penchant.agent.llm.inventory import KnownModel
    from penchant.agent.llm.trial import Answered, Trial


class ModelOut(Result):
    """A language model."""

    name: str
    origin: Literal["packaged", "fetched", "file", "endpoint", "recommended"]
    where: str
    is_here: bool
    """False: it has to be fetched first."""
    is_in_use: bool
    size: int | None
    """Bytes."""
    licence: str | None
    about: str


class ModelsResult(Result):
    """All that are known, what is in use first."""

    in_use: str | None
    """None: everything is worded by template."""
    plans: bool | None
    """Whether the model in use plans the conversation; None where that was not tried yet."""
    plans_why: str
    models: list[ModelOut]

    @classmethod
    def from_models(cls, models: "Sequence[KnownModel]", ability: "ToolAbility | None") -> Self:
        """The models in their order."""
        used = next((one.name for one in models if one.is_in_use), None)
        return cls(
            in_use=used,
            plans=ability.calls_tools if ability else None,
            plans_why=ability.why if ability else "not tried yet",
            models=[ModelOut.model_validate(one) for one in models],
        )


class ChosenResult(Result):
    """What was written into the settings."""

    kind: str
    model: str | None
    base_url: str | None
    has_key: bool
    settings: str
    """The file."""


class AnswerOut(Result):
    """One timed answer."""

    text: str
    first_token_s: float
    seconds: float
    tokens: int
    tokens_per_second: float | None

    @classmethod
    def from_answer(cls, one: "Answered") -> Self:
        """Rounded to what a clock can tell."""
        speed = one.tokens_per_second
        return cls(
            text=one.text,
            first_token_s=round(one.first_token_s, 4),
            seconds=round(one.seconds, 4),
            tokens=one.tokens,
            tokens_per_second=None if speed is None else round(speed, 1),
        )


class TrialResult(Result):
    """How a model did when it was tried."""

    model: str
    load_s: float
    first: AnswerOut
    second: AnswerOut
    """The same instructions with another question: what a kept prefix saves."""
    json_ok: bool
    json_s: float
    calls_tools: bool
    calls_tools_why: str
    notes: list[str]

    @classmethod
    def from_trial(cls, trial: "Trial") -> Self:
        """The trial as it went."""
        return cls(
            model=trial.model_id,
            load_s=round(trial.load_s, 3),
            first=AnswerOut.from_answer(trial.first),
            second=AnswerOut.from_answer(trial.second),
            json_ok=trial.json_ok,
            json_s=round(trial.json_s, 3),
            calls_tools=trial.tools.calls_tools,
            calls_tools_why=trial.tools.why,
            notes=list(trial.notes),
        )


class FetchedResult(Result):
    """A model file that is there now."""

    name: str
    path: str
    size: int
    sha256: str
    is_checked: bool
    """False: nobody said what the checksum should be."""
    resumed_at: int
    was_there: bool

    @classmethod
    def from_fetched(cls, name: str, one: "Fetched") -> Self:
        """The file as it was fetched."""
        return cls(
            name=name,
            path=str(one.path),
            size=one.size,
            sha256=one.sha256,
            is_checked=one.is_checked,
            resumed_at=one.resumed_at,
            was_there=one.was_there,
        )
