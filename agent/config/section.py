"""What every branch of the settings is made of."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A branch of the tree; an unknown name is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)
