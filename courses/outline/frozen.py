"""What an outline is made of: values that cannot change, and texts in several languages."""

from pydantic import BaseModel, ConfigDict

Texts = dict[str, str]
"""Language tag to text."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
