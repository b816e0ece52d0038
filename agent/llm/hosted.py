"""A language model behind any OpenAI-compatible endpoint."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from time import perf_counter
from typing import Any

from penchant.agent.errors import BadModelAnswer
from penchant.agent.llm.dialect import Dialect, is_refusal, schema_in_words
from penchant.agent.llm.endpoint_errors import Endpoint, errors_mapped
from penchant.agent.ports import ChatMessage, Completion

_RETRIES = 2


class HostedChatModel:
    """A chat model over HTTP. What the endpoint does not understand is said another way.

    Args:
        model: the endpoint's name of the model; the first that it offers where None.
        base_url: up to and with `/v1`.
        api_key: sent as a bearer token; many local servers want any text.
        timeout_s: how long one answer may take.
        retries: after a connection that failed, too many requests or an error of the server.
    """

    def __init__(
        self,
        model: str | None,
        *,
        base_url: str,
        api_key: str | None = None,
        timeout_s: float = 60.0,
        retries: int = _RETRIES,
    ) -> None:
        self._named = model
        self._endpoint = Endpoint(base_url=base_url, model=model or "any", api_key=api_key)
        self._timeout_s = timeout_s
        self._retries = retries
        self._dialect = Dialect()

    @cached_property
    def model_id(self) -> str:
        """The endpoint's name of the model.

        Raises:
            ServiceUnreachable: it had to be asked for, and the endpoint does not answer.
            ModelMissing: the endpoint offers none.
        """
        if self._named:
            return self._named
        with errors_mapped(self._endpoint):
            offered = list(self._client.models.list())
        if not offered:
            raise self._endpoint.lacks_model()
        return str(offered[0].id)

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
    ) -> Completion:
        """One answer; `schema` binds its text where the endpoint can, and is asked for in words where not.

        Raises:
            ServiceUnreachable: the endpoint does not answer in time, or cannot now.
            ModelMissing: it refuses the key or has no such model.
            BadModelAnswer: what it sent is no answer.
        """
        started = perf_counter()
        answer = self._create(messages, max_tokens, temperature, stop, schema)
        choices: list[Any] = getattr(answer, "choices", None) or []
        message = choices[0].message if choices else None
        if message is None:
            raise BadModelAnswer(f"{self._endpoint.base_url} sent something that is no answer", "try again")
        usage = answer.usage
        return Completion(
            text=message.content or "",
            prompt_tokens=usage.prompt_tokens if usage else 0,
            completion_tokens=usage.completion_tokens if usage else 0,
            seconds=perf_counter() - started,
            finish_reason="length" if choices[0].finish_reason == "length" else "stop",
        )

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
    ) -> Iterator[str]:
        """The answer in pieces; closing the iterator closes the connection, which stops the model.

        Raises:
            ServiceUnreachable: the endpoint does not answer in time, or breaks off.
            ModelMissing: it refuses the key or has no such model.
        """
        chunks = self._create(messages, max_tokens, temperature, stop, None, stream=True)
        try:
            with errors_mapped(self._endpoint):
                for chunk in chunks:
                    piece = chunk.choices[0].delta.content if chunk.choices else None
                    if piece:
                        yield piece
        finally:
            chunks.close()

    def _create(
        self,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        temperature: float,
        stop: Sequence[str],
        schema: Mapping[str, object] | None,
        **how: object,
    ) -> Any:
        """Ask; after a refusal for its form, ask in a plainer form, and remember that."""
        import openai

        model_id = self.model_id
        with errors_mapped(self._endpoint):
            while True:
                dialect = self._dialect
                asked = [{"role": one.role, "content": one.content} for one in messages]
                if schema and dialect.schema_form == "words":
                    asked.append(schema_in_words(schema))
                options = dialect.options(max_tokens, temperature, stop, schema)
                try:
                    return self._client.chat.completions.create(
                        model=model_id, messages=asked, **options, **how
                    )
                except openai.APIStatusError as error:
                    if not is_refusal(error.status_code, error.message):
                        raise
                    plainer = dialect.without(error.message, has_schema=schema is not None)
                    if plainer is None:
                        raise
                    self._dialect = plainer

    @cached_property
    def _client(self) -> Any:
        import openai

        return openai.OpenAI(
            base_url=self._endpoint.base_url,
            api_key=self._endpoint.api_key or "none",
            timeout=self._timeout_s,
            max_retries=self._retries,
        )
