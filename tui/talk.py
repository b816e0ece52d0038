"""Where the conversation stands: what is being answered, and what waits. No screen is involved."""

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Something the reader said, under the number of its turn."""

    turn: int
    text: str


@dataclass
class Talk:
    """The one turn that is being answered, and those that wait for it, oldest first."""

    is_ready: bool = False
    """Whether a question can be answered: the workspace is open and the person chosen."""
    answering: Said | None = None
    is_stopped: bool = False
    """The reader stopped the turn that is being answered; what still comes of it is ignored."""
    _waiting: deque[Said] = field(default_factory=deque)
    _turns: int = 0

    def say(self, text: str) -> Said:
        """Take what was said; it waits until `next` gives it out."""
        self._turns += 1
        said = Said(turn=self._turns, text=text)
        self._waiting.append(said)
        return said

    def next(self) -> Said | None:
        """What to answer now; None while something is being answered or nothing waits."""
        if not self.is_ready or self.answering is not None or not self._waiting:
            return None
        self.answering = self._waiting.popleft()
        self.is_stopped = False
        return self.answering

    def is_heard(self, turn: int) -> bool:
        """Whether what comes of this turn is still to be shown."""
        return self.answering is not None and self.answering.turn == turn and not self.is_stopped

    def stop(self) -> Said | None:
        """Stop listening to the turn that is being answered; which it was."""
        if self.answering is None or self.is_stopped:
            return None
        self.is_stopped = True
        return self.answering

    def close(self, turn: int) -> None:
        """The turn is over."""
        if self.answering is not None and self.answering.turn == turn:
            self.answering = None

    def drop_waiting(self) -> None:
        """Forget what waits: it was said to somebody else."""
        self._waiting.clear()
