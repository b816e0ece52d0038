"""What all users did with items, in columns: the source of popularity and co-occurrence."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any
from zlib import crc32

from penchant.agent.ports import EventColumns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_GROWTH = 1.5


class Behaviour:
    """Attention paid to items, in landing order; grows as events arrive.

    Users and items are numbered here in order of appearance; a number never changes.
    """

    def __init__(self, kinds: Collection[str]) -> None:
        """`kinds` are those that count as attention (views, plays, purchases; not skips)."""
        import numpy as np

        self._kinds = frozenset(kinds)
        self.last_seq = 0
        self.item_ids: list[str] = []
        self._users: dict[str, int] = {}
        self._items: dict[str, int] = {}
        self._size = 0
        self._user = np.empty(0, np.int32)
        self._item = np.empty(0, np.int32)
        self._at = np.empty(0, np.int64)
        self._user_salt = np.empty(0, np.uint64)
        self._item_salt = np.empty(0, np.uint64)
        self._user_first = np.empty(0, np.int64)
        self._item_first = np.empty(0, np.int64)

    def __len__(self) -> int:
        return self._size

    @property
    def user(self) -> "NDArray[np.int32]":
        """Number of the user of each event."""
        return self._user[: self._size]

    @property
    def item(self) -> "NDArray[np.int32]":
        """Number of the item of each event."""
        return self._item[: self._size]

    @property
    def at(self) -> "NDArray[np.int64]":
        """Microseconds of each event."""
        return self._at[: self._size]

    @property
    def user_ids(self) -> list[str]:
        """Id of each user number."""
        return list(self._users)

    def number_of(self, item_id: str) -> int | None:
        """Number of an item, or None when nobody has paid attention to it."""
        return self._items.get(item_id)

    def extend(self, columns: EventColumns) -> slice:
        """Take in what landed; the slice of the columns that it fills."""
        start = self._size
        counted = [place for place, kind in enumerate(columns.kinds) if kind in self._kinds]
        self._reserve(start + len(counted))
        end = start + len(counted)
        if counted:
            self._user[start:end] = _numbers(columns.user_ids, counted, self._users)
            self._item[start:end] = _numbers(columns.item_ids, counted, self._items)
            self._at[start:end] = [columns.at[place] for place in counted]
            self._user_salt = _salted(self._user_salt, self._users)
            self._item_salt = _salted(self._item_salt, self._items)
            self._note_firsts(slice(start, end))
        self.item_ids.extend(islice(self._items, len(self.item_ids), None))
        self._size = end
        self.last_seq = columns.last_seq
        return slice(start, end)

    def user_count(self, until: int) -> int:
        """How many users had paid attention to anything by then."""
        return int((self._user_first <= until).sum())

    @property
    def first_seen(self) -> "NDArray[np.int64]":
        """When each item number got its first attention, in microseconds."""
        return self._item_first

    def number_of_user(self, user_id: str) -> int | None:
        """Number of a user, or None for one who has paid attention to nothing."""
        return self._users.get(user_id)

    def state(self) -> "dict[str, NDArray[Any]]":
        """Everything, as arrays."""
        import numpy as np

        return {
            "user": self.user,
            "item": self.item,
            "at": self.at,
            "users": _packed(self._users),
            "items": _packed(self._items),
            "kinds": _packed(sorted(self._kinds)),
            "last_seq": np.array([self.last_seq]),
        }

    def restore(self, state: "Mapping[str, NDArray[Any]]") -> bool:
        """Become what `state` was taken of; False, and nothing changes, where other kinds counted."""
        if _unpacked(state["kinds"]) != sorted(self._kinds):
            return False
        self._user, self._item, self._at = state["user"], state["item"], state["at"]
        self._size = len(self._at)
        self._users = {name: number for number, name in enumerate(_unpacked(state["users"]))}
        self._items = {name: number for number, name in enumerate(_unpacked(state["items"]))}
        self.item_ids = list(self._items)
        self._user_salt = _salted(self._user_salt[:0], self._users)
        self._item_salt = _salted(self._item_salt[:0], self._items)
        self.last_seq = int(state["last_seq"][0])
        self._user_first, self._item_first = self._user_first[:0], self._item_first[:0]
        self._note_firsts(slice(0, self._size))
        return True

    def _note_firsts(self, new: slice) -> None:
        self._user_first = _earliest(self._user_first, len(self._users), self._user[new], self._at[new])
        self._item_first = _earliest(self._item_first, len(self._items), self._item[new], self._at[new])

    def tie_breaks(self, events: "NDArray[np.intp] | slice") -> "NDArray[np.uint64]":
        """A number for each event that orders equal times by neither file nor numbering.

        Files are often in item order within a day; whatever rested on that order would learn it.
        """
        import numpy as np

        user, item = self._user_salt[self.user[events]], self._item_salt[self.item[events]]
        mixed = (user * np.uint64(0x9E3779B97F4A7C15)) ^ (item * np.uint64(0xC2B2AE3D27D4EB4F))
        mixed ^= mixed >> np.uint64(29)
        return mixed * np.uint64(0xBF58476D1CE4E5B9)

    def _reserve(self, size: int) -> None:
        import numpy as np

        if size <= len(self._at):
            return
        room = max(size, int(len(self._at) * _GROWTH))
        for name in ("_user", "_item", "_at"):
            old = getattr(self, name)
            grown = np.empty(room, old.dtype)
            grown[: self._size] = old[: self._size]
            setattr(self, name, grown)


def _numbers(names: Sequence[str], places: Sequence[int], known: dict[str, int]) -> list[int]:
    """The numbers of the names at these places; a new name gets the next."""
    return [known.setdefault(names[place], len(known)) for place in places]


def _salted(salts: "NDArray[np.uint64]", names: Mapping[str, int]) -> "NDArray[np.uint64]":
    """A number for each name that depends on the name alone."""
    import numpy as np

    new = islice(names, len(salts), None)
    more = [crc32(name.encode("utf-8", "surrogatepass")) + 1 for name in new]
    return np.concatenate([salts, np.array(more, np.uint64)]) if more else salts


def _earliest(
    known: "NDArray[np.int64]", size: int, numbers: "NDArray[np.int32]", at: "NDArray[np.int64]"
) -> "NDArray[np.int64]":
    """The earliest time of each number, from what is known and what is new."""
    import numpy as np

    never = np.iinfo(np.int64).max
    firsts = np.concatenate([known, np.full(size - len(known), never)]) if size > len(known) else known
    np.minimum.at(firsts, numbers, at)
    return firsts


def _packed(names: Iterable[str]) -> "NDArray[np.uint8]":
    import numpy as np

    return np.frombuffer(json.dumps(list(names)).encode("ascii"), np.uint8)


def _unpacked(packed: "NDArray[np.uint8]") -> list[str]:
    names: list[str] = json.loads(packed.tobytes())
    return names
