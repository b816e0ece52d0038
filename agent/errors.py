"""Every error that Penchant raises on purpose, in one tree.

PenchantError
├── BadInput                 the caller can mend it: exit code 2
│   ├── BadFile              a file that cannot be read as what it claims to be
│   ├── BadColumn            a mapping or filter names a column that is not there
│   ├── BadRow               one row or event that cannot be taken in
│   ├── BadConstraint        a filter that cannot be understood
│   ├── BadTime              a time that cannot be understood
│   ├── UnknownUser          no behaviour is known of this user
│   ├── UnknownItem          the catalogue has no such item
│   ├── UnknownList          no list was stored under this id
│   ├── UnknownInterest      the user has no interest of this id or label, or several
│   ├── BadSettings          a setting that cannot be used
│   ├── BadPrompt            a prompt file, or what is filled into it, is not as it should be
│   ├── PromptTooLong        more than a language model can read at once
│   └── WorkspaceUnusable    a folder that cannot hold a workspace
│       └── WorkspaceTooNew  written by a newer Penchant
├── ModelMissing             an embedding or language model is not installed: exit code 1
├── BadModelAnswer           a language model answered what cannot be used: exit code 1
├── ModelChanged             the workspace was embedded with another model: exit code 1
├── StorageFull              the disk is full; nothing half-written remains: exit code 1
├── StorageFailed            a store failed in a way that is not the caller's doing: exit code 1
└── ServiceUnreachable       a configured service does not answer; try again: exit code 3
"""

from typing import ClassVar


class PenchantError(Exception):
    """The root: a message that says what is wrong and a hint that says what to do next."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class BadInput(PenchantError):
    """What was asked or given cannot be used as it is."""

    exit_code = 2


class BadFile(BadInput):
    """A file is missing, broken or not of the kind its name says."""


class BadColumn(BadInput):
    """A column that a mapping or a filter names is not in the file."""


class BadRow(BadInput):
    """One row or event cannot be taken in; says which field and why."""

    def __init__(self, field: str, reason: str, hint: str = "", value: object = None) -> None:
        super().__init__(f"{field}: {reason}", hint)
        self.field = field
        self.reason = reason
        self.value = value


class BadConstraint(BadInput):
    """A filter is not of the form FIELD OP VALUE, or its operator does not fit its value."""


class BadTime(BadInput):
    """A time is neither ISO-8601 nor Unix seconds or milliseconds."""


class UnknownUser(BadInput):
    """No event of this user is in the log."""


class UnknownItem(BadInput):
    """The catalogue has no item of this id."""


class UnknownList(BadInput):
    """No recommendation list was stored under this id."""


class UnknownInterest(BadInput):
    """No interest of the user has this id or label, or the label may mean several."""


class BadSettings(BadInput):
    """A settings file, variable or option does not hold what it should."""


class BadPrompt(BadInput):
    """A prompt is missing or malformed, or its inputs are not those that it names."""


class PromptTooLong(BadInput):
    """The messages leave a language model no room for an answer."""


class WorkspaceUnusable(BadInput):
    """The folder cannot be created, read or written."""


class WorkspaceTooNew(WorkspaceUnusable):
    """The workspace was written by a newer version of Penchant."""


class ModelMissing(PenchantError):
    """A model is needed that is not installed or cannot be loaded."""


class BadModelAnswer(PenchantError):
    """A language model's answer is not of the form that was asked for."""


class ModelChanged(PenchantError):
    """The settings name another embedding model than the workspace was built with."""


class StorageFull(PenchantError):
    """The disk has no room; what was not acknowledged was rolled back."""


class StorageFailed(PenchantError):
    """A store could not be read or written."""


class ServiceUnreachable(PenchantError):
    """A service that the settings name does not answer."""

    exit_code = 3
