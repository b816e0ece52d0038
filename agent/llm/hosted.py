"""A language model behind any OpenAI-compatible endpoint."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from functools import cached_property
from time import monotonic, perf_counter
from typing import Any
from weakref import finalize

from penchant.agent.errors import BadModelAnswer
from penchant.agent.llm import background
from penchant.agent.llm.dialect import Dialect, is_refusal, schema_in_words
from penchant.agent.llm.endpoint_errors import Endpoint, SilentEndpoint, errors_mapped
from penchant.agent.llm.tool_text import with_calls_of_text
from penchant.agent.llm.wire import CallsBeingTold, on_the_wire, tools_on_the_wire
from penchant.agent.ports import Cancel, ChatMessage, Completion, ToolForm

_RETRIES = 2
_REST_S = 20.0
"""So long nothing is asked after an answer that did not come in time: the rest of a turn need not wait."""
Asked = dict[str, Any]
"""A request, before it is said in the endpoint's dialect."""


class HostedChatModel:
    """A chat model over HTTP. What the endpoint does not understand is said another way.

    Args:
        model: the endpoint's name of the model; the first that it offers where None.
        base_url: up to and with `/v1`.
        api_key: sent as a bearer token; many local servers want any text.
        timeout_s: how long an answer may take, tries included; of a stream its beginning and each next piece.
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
        self._rests_until = 0.0

    @property
    def base_url(self) -> str:
        """Where it is asked, as it may be shown."""
        return self._endpoint.shown

    @cached_property
    def model_id(self) -> str:
        """The endpoint's name of the model.

        Raises:
            ServiceUnreachable: it had to be asked for, and the endpoint does not answer.
            ModelMissing: the endpoint offers none.
        """
        if self._named:
            return self._named
        offered = self.offered()
        if not offered:
            raise self._endpoint.lacks_model()
        return offered[0]

    def offered(self) -> list[str]:
        """The names of the models that the endpoint has.

        Raises:
            ServiceUnreachable: it does not answer.
            ModelMissing: it refuses the key.
        """

        async def listed() -> list[str]:
            return [str(one.id) for one in (await self._client.models.list()).data or ()]

        with self._asking():
            return background.run(listed())

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
        cancel: Cancel | None = None,
    ) -> Completion:
        """One answer; `schema` binds its text where the endpoint can, and is asked for in words where not.

        Raises:
            ServiceUnreachable: the endpoint does not answer in time, or cannot now.
            ModelMissing: it refuses the key or has no such model.
            BadModelAnswer: what it sent is no answer.
        """
        started = perf_counter()
        asked = self._asked(messages, max_tokens, temperature, stop, schema)
        try:
            with self._asking():
                answer = background.run(self._create(asked), cancel)
        except background.Stopped:
            return _stopped("", started)
        choices: list[Any] = getattr(answer, "choices", None) or []
        message = choices[0].message if choices else None
        if message is None:
            raise BadModelAnswer(f"{self._endpoint.shown} sent something that is no answer", "try again")
        calls = CallsBeingTold()
        return _completion(
            message.content or "", started, calls, answer.usage, choices[0].finish_reason == "length"
        )

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        cancel: Cancel | None = None,
    ) -> Iterator[str]:
        """The answer in pieces; closing the iterator closes the connection, which stops the model.

        Raises:
            ServiceUnreachable: the endpoint does not answer in time, or breaks off.
            ModelMissing: it refuses the key or has no such model.
        """
        for piece in self._told(self._asked(messages, max_tokens, temperature, stop, None), cancel):
            if isinstance(piece, str):
                yield piece

    def plan(
        self,
        messages: Sequence[ChatMessage],
        tools: Sequence[ToolForm],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        cancel: Cancel | None = None,
    ) -> Iterator[str | Completion]:
        """The answer's text in pieces, and at the end the whole answer with the calls that it asks for.

        Raises:
            ServiceUnreachable: the endpoint does not answer in time, or breaks off.
            ModelMissing: it refuses the key or the tools, or has no such model.
        """
        asked = self._asked(messages, max_tokens, temperature, (), None)
        for one in self._told(asked | {"tools": tools_on_the_wire(tools)}, cancel):
            yield one if isinstance(one, str) or one.calls else with_calls_of_text(one)

    def _told(self, asked: Asked, cancel: Cancel | None) -> Iterator[str | Completion]:
        """Pieces of text, and at the end the whole."""
        started, text, calls, usage, is_cut = perf_counter(), "", CallsBeingTold(), None, False
        try:
            with self._asking():
                for chunk in background.pieces(lambda: self._chunks(asked), cancel):
                    usage = getattr(chunk, "usage", None) or usage
                    for choice in (chunk.choices or ())[:1]:
                        is_cut = is_cut or choice.finish_reason == "length"
                        calls.take(choice.delta.tool_calls if choice.delta else None)
                        piece = (choice.delta.content if choice.delta else None) or ""
                        text += piece
                        if piece:
                            yield piece
        except background.Stopped:
            yield _stopped(text, started)
            return
        yield _completion(text, started, calls, usage, is_cut)

    async def _chunks(self, asked: Asked) -> AsyncIterator[Any]:
        stream = await self._create(asked, is_stream=True)
        async with aclosing(stream.response):
            async for chunk in stream:
                yield chunk

    def _asked(
        self,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        temperature: float,
        stop: Sequence[str],
        schema: Mapping[str, object] | None,
    ) -> Asked:
        return {
            "model": self.model_id,
            "messages": [on_the_wire(one) for one in messages],
            "options": (max_tokens, temperature, stop, schema),
        }

    @contextmanager
    def _asking(self) -> Iterator[None]:
        if monotonic() < self._rests_until:
            raise self._endpoint.unreachable("did not answer a moment ago")
        try:
            with errors_mapped(self._endpoint):
                yield
        except SilentEndpoint:
            self._rests_until = monotonic() + _REST_S
            raise

    async def _create(self, asked: Asked, *, is_stream: bool = False) -> Any:
        """Ask, in the time that there is.

        Raises:
            TimeoutError: it took longer.
        """
        async with asyncio.timeout(self._timeout_s):
            return await self._understood(asked, is_stream=is_stream)

    async def _understood(self, asked: Asked, *, is_stream: bool) -> Any:
        """Ask; after a refusal for its form, ask in a plainer form, and remember that."""
        import openai

        schema = asked["options"][3]
        while True:
            dialect = self._dialect
            said = {key: value for key, value in asked.items() if key != "options"}
            if schema and dialect.schema_form == "words":
                said["messages"] = [*said["messages"], schema_in_words(schema)]
            said |= dialect.options(*asked["options"]) | (dialect.of_streams() if is_stream else {})
            try:
                return await self._client.chat.completions.create(**said)
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

        client = openai.AsyncOpenAI(
            base_url=self._endpoint.base_url,
            api_key=self._endpoint.api_key or "none",
            timeout=self._timeout_s,
            max_retries=self._retries,
        )
        # Its connections belong to the loop in the background, and are closed there.
        finalize(self, background.call_later, client.close).atexit = False
        return client


def _completion(text: str, started: float, calls: CallsBeingTold, usage: Any, is_cut: bool) -> Completion:
    return Completion(
        text=text,
        prompt_tokens=usage.prompt_tokens if usage else 0,
        completion_tokens=usage.completion_tokens if usage else 0,
        seconds=perf_counter() - started,
        finish_reason="length" if is_cut else "stop",
        calls=calls.told(),
    )


def _stopped(text: str, started: float) -> Completion:
    return Completion(
        text=text,
        prompt_tokens=0,
        completion_tokens=0,
        seconds=perf_counter() - started,
        finish_reason="cancelled",
    )
