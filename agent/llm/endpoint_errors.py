"""What goes wrong with an endpoint, as errors that say what to do; keys never show in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from penchant.agent.errors import BadModelAnswer, ModelMissing, PenchantError, ServiceUnreachable

_TRY_AGAIN = frozenset({408, 409, 429})
_NOT_ALLOWED = frozenset({401, 403})
_NOT_FOUND = 404
_SERVER = 500
_QUOTED = 200
"""Characters of a server's complaint that are passed on."""


class SilentEndpoint(ServiceUnreachable):
    """An answer did not come in time; the next one is not waited for either, for a while."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """Where a model is asked, under which name and key."""

    base_url: str = field(repr=False)
    model: str
    api_key: str | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The address as it may be told: without a user, a password or a query, which may hold a key."""
        return without_password(self.base_url)

    def unreachable(self, why: str) -> ServiceUnreachable:
        """It does not answer now."""
        return ServiceUnreachable(
            f"The language model endpoint {self.shown} {why}",
            "try again, or mend llm.base_url; without it everything works in plainer words",
        )

    def silent(self) -> "SilentEndpoint":
        """It takes longer than it may."""
        told = self.unreachable("did not answer in time")
        return SilentEndpoint(told.message, told.hint)

    def lacks_model(self) -> ModelMissing:
        """It answers, but has no such model."""
        return ModelMissing(
            f"The language model endpoint {self.shown} does not offer {self.model}",
            "name one that it has under llm.model",
        )

    def refused(self, status: int, complaint: str) -> PenchantError:
        """It answered with an HTTP error."""
        if status in _NOT_ALLOWED:
            return ModelMissing(
                f"The language model endpoint {self.shown} refuses the key (HTTP {status})",
                "set OPENAI_API_KEY, or llm.api_key in the settings",
            )
        if status == _NOT_FOUND:
            return self.lacks_model()
        if status in _TRY_AGAIN or status >= _SERVER:
            return self.unreachable(f"cannot answer now (HTTP {status})")
        return ModelMissing(
            f"The language model endpoint {self.shown} refuses the request "
            f"(HTTP {status}): {self._without_key(complaint)}",
            "check llm.model and llm.context_tokens",
        )

    def _without_key(self, complaint: str) -> str:
        shown = complaint.replace(self.api_key, "***") if self.api_key else complaint
        return shown[:_QUOTED]


def without_password(url: str) -> str:
    """A URL as it may be shown."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


@contextmanager
def errors_mapped(endpoint: Endpoint) -> Iterator[None]:
    """Turn the client's errors into ours.

    Raises:
        ServiceUnreachable: no connection, no answer in time, or an error of the server.
        ModelMissing: the key, the model or the request was refused.
        BadModelAnswer: what came was not readable.
    """
    import openai

    try:
        yield
    except (openai.APITimeoutError, TimeoutError) as error:
        raise endpoint.silent() from error
    except openai.APIConnectionError as error:
        raise endpoint.unreachable("does not answer") from error
    except openai.APIStatusError as error:
        raise endpoint.refused(error.status_code, error.message) from error
    except openai.APIResponseValidationError as error:
        raise _unreadable(endpoint) from error
    except openai.APIError as error:
        # An error that the server reports inside a stream.
        raise endpoint.unreachable("broke off its answer") from error
    except ValueError as error:
        # The client hands on what its JSON reader says.
        raise _unreadable(endpoint) from error


def _unreadable(endpoint: Endpoint) -> BadModelAnswer:
    return BadModelAnswer(
        f"The language model endpoint {endpoint.shown} sent what cannot be read", "try again"
    )
