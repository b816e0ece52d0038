"""Settings: how the ranker learns, and when."""

from pydantic import Field

from penchant.agent.config.section import Section


class TrainingSettings(Section):
    """How the ranker learns from the log."""

    targets: int = Field(default=8_000, ge=1)
    """Moments at most to learn from, drawn from the window; each costs a request."""
    least_targets: int = Field(default=300, ge=1)
    """With fewer the hand-set weights stay."""
    window: float = Field(default=0.1, gt=0, le=1)
    """The last part of the log, in events, that targets come from."""
    held_out: float = Field(default=0.15, gt=0, lt=1)
    """The last part of the targets, which a new model is measured on before it may take over."""
    rows: int = Field(default=150, ge=20)
    """Candidates of each moment that are kept to learn from: the target, and others by lot."""
    trees: int = Field(default=200, ge=1)
    leaves: int = Field(default=15, ge=2)
    learning_rate: float = Field(default=0.08, gt=0)
    least_rows: int = Field(default=100, ge=1)
    """Rows a leaf stands on."""
    additive: bool = False
    """Whether trees keep to one family of evidence each: parts are exact then, and lists a little worse."""
    after_events: int | None = Field(default=50_000, ge=1)
    """So many new events after the last training a long-running process trains by itself; None for never."""
    look_every_s: float = Field(default=300.0, gt=0)
    """How often a long-running process looks whether a training is due."""
    threads: int | None = Field(default=None, ge=1)
    """Processor threads of a training; all of them when unset."""
    seed: int = 0
    """Of what is drawn."""
