"""Settings: how behaviour becomes interests."""

from collections.abc import Mapping

from pydantic import Field, PositiveFloat

from penchant.agent.config.section import Section


class InterestSettings(Section):
    """How behaviour becomes interests."""

    short_half_life_days: float = Field(default=10.0, gt=0)
    """Memory of the moment."""
    long_half_life_days: float = Field(default=180.0, gt=0)
    """Memory of the person."""
    short_weight: float = Field(default=0.25, ge=0, le=1)
    """Part of the short memory in an interest's strength."""
    memory_half_lives: tuple[PositiveFloat, ...] = (50.0, 20.0, 5.0)
    """Half-lives, in a person's own events, of the memories whose shares are mixed with those of the
    whole history; each has a part that follows how well it has foretold what came."""
    changes_weight: float = Field(default=0.3, ge=0, lt=1)
    """The part that what is known of changes has in the mixture at first; the memories share the rest."""
    belief_renewed: float = Field(default=0.05, gt=0, lt=1)
    """How much of what the mixture has learned each moment of doing gives back, so that none is ruled out."""
    drift_threshold: float = Field(default=11.5, gt=0)
    """Evidence (a log likelihood ratio) from which a change of an interest is believed. Higher is
    slower and raises fewer false alarms."""
    known_factor: float = Field(default=1.4, ge=1)
    """How many times as much is needed for an interest that is there already."""
    kinship: float = Field(default=0.2, ge=0, le=1)
    """How far an unseen part of a known topic is expected to have its part of that topic's share."""
    half_believed: float = Field(default=4.5, gt=0)
    """The evidence at which a change that is not proved yet counts half in the shares."""
    return_threshold: float = Field(default=6.0, gt=0)
    """The same for an interest that was there before: less is needed."""
    burn_in_events: int = Field(default=20, ge=1)
    """Nothing is a change in the first so many events of a person: there is nothing to change from."""
    young_events: int = Field(default=20, ge=0)
    """Until somebody has done so much, whatever they do is new."""
    unseen_events: float = Field(default=0.3, gt=0)
    """How many events that did not happen are counted for each topic, so that what has not been seen
    in a short history is not taken for impossible."""
    change_prior_events: float = Field(default=2.0, gt=0)
    """How many events the guess of one half counts for in the share of what has just changed."""
    present_events: int = Field(default=20, ge=0)
    """A change is of the present for so many of a person's events, however long they take."""
    settled_events: int = Field(default=3, ge=1)
    """With so many events a topic is known, and can return."""
    asleep_misses: float = Field(default=7.0, gt=0)
    """An interest sleeps when so many of its events have failed to come."""
    asleep_missed: float = Field(default=3.0, ge=0)
    """After a long silence a topic sleeps when so many of its events have failed to come."""
    asleep_part: float = Field(default=0.25, gt=0, lt=1)
    """A topic sleeps when its share of what was done lately is less than this part of its usual one."""
    asleep_lack: float = Field(default=1.2, gt=0)
    """Evidence from which a topic sleeps, so that its next events are a return."""
    asleep_share: float = Field(default=0.02, gt=0, lt=1)
    """What is expected of a topic that sleeps."""
    fine_events: int = Field(default=4, ge=1)
    """With so many events a finest topic is an interest of its own, not a part of a wider one."""
    thin_events: int = Field(default=5, ge=1)
    """Who has done less than this is taken at each single event."""
    least_share: float = Field(default=0.02, ge=0, lt=1)
    """A smaller interest is not told, unless a change was noticed in it."""
    kind_weights: Mapping[str, float] = Field(
        default={
            "view": 0.5,
            "search": 0.8,
            "click": 0.6,
            "play": 1.0,
            "like": 1.5,
            "dislike": -1.5,
            "rate": 1.0,
            "purchase": 2.0,
            "save": 1.2,
            "share": 1.5,
            "comment": 0.8,
            "skip": -0.4,
            "statement": 2.0,
            "impression": 0.0,
            "edit": 0.0,
        }
    )
    """Weight and sign of one event of each kind; a rating's is scaled by its distance from the
    user's own mean."""
    topics: int | None = Field(default=None, ge=1)
    """How many topics the catalogue has; by its size when unset."""
    seed: int = 0
    """Seed of the topic clustering."""
