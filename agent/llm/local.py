"""A GGUF model that llama.cpp runs on this machine; SmolLM2 is the one that installs with us."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any, Literal

from penchant.agent.errors import ModelMissing, PromptTooLong
from penchant.agent.llm.brake import Brake, Interrupted
from penchant.agent.llm.packaged import HINT
from penchant.agent.llm.shelf import how_to_get, located
from penchant.agent.llm.tool_text import as_templates_want, calls_in_text
from penchant.agent.llm.wire import tools_on_the_wire
from penchant.agent.ports import Cancel, ChatMessage, Completion, ToolForm

GpuLayers = int | Literal["auto"]

_MOST_THREADS = 8
"""More only wait for memory."""
_ALL_LAYERS = -1
_SEED = 0
_REMEMBERED = 64 << 20
"""Bytes of read prompts that are kept, so that several prompts taken in turn are each read once."""
_SMALL_MODEL = 512 << 20
"""Bytes of a model file above which what was read of a prompt is too large to keep."""
_CONTEXT = 4096
_CONTEXT_TO_PLAN = 16_384
"""The tools alone take some 3200 tokens."""
_CONTROL = re.compile(r"<\|(?=[^|<>\s]*\|>)")
"""Opens a token that steers the model, such as <|im_end|>."""


class LocalChatModel:
    """A chat model in this process. Loaded at its first use; threads queue up for it.

    What calls share from the start of their messages is read once: keep instructions and examples
    first and unchanged (the summary prompt: 2.7 s the first time, 1.0 s after it).

    Args:
        path: a GGUF file, the name of one that was fetched, or a repository; the packaged SmolLM2 where None.
        context_tokens: room for prompt and answer together; by the size of the model where None.
        gpu_layers: layers on the graphics card; `auto` takes all where llama.cpp was built for one.
        threads: of the processor; by the machine where None.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        context_tokens: int | None = None,
        gpu_layers: GpuLayers = "auto",
        threads: int | None = None,
    ) -> None:
        self._named = path
        self._path = located(path)
        self._context_tokens = context_tokens or (_CONTEXT if self.is_small else _CONTEXT_TO_PLAN)
        self._gpu_layers = gpu_layers
        self._threads = threads or default_threads()
        self._lock = Lock()
        self._brake = Brake()
        self._llama: Any = None

    @property
    def model_id(self) -> str:
        """The file's name without its ending."""
        return self._path.stem if self._path else "local"

    @property
    def path(self) -> Path | None:
        """The model's file."""
        return self._path

    @property
    def is_small(self) -> bool:
        """Whether it is of a size that words, and cannot plan."""
        return self._path is None or not self._path.is_file() or self._path.stat().st_size <= _SMALL_MODEL

    def template(self) -> str:
        """How the model wants messages written, as its file says; empty where it does not say.

        Raises:
            ModelMissing: the model cannot be loaded.
        """
        with self._lock:
            return str(self._loaded().metadata.get("tokenizer.chat_template", ""))

    def count_tokens(self, text: str) -> int:
        """How many tokens a text is to this model.

        Raises:
            ModelMissing: the model cannot be loaded.
        """
        with self._lock:
            return len(self._loaded().tokenize(text.encode(), add_bos=False))

    def load(self) -> None:
        """Load the model now, so that the first answer need not wait for it.

        Raises:
            ModelMissing: llama.cpp or the file is not there, or the file is not a model.
        """
        with self._lock:
            self._loaded()

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
        """One answer; with `schema` a grammar holds its text to JSON of that form.

        Raises:
            ModelMissing: the model cannot be loaded.
            PromptTooLong: the messages leave no room for an answer.
        """
        form = {"type": "json_object", "schema": dict(schema)} if schema else None
        with self._lock, self._interruptible(cancel):
            llama = self._loaded()
            started = perf_counter()
            try:
                answer = self._ask(llama, messages, max_tokens, temperature, stop, response_format=form)
            except Interrupted:
                return _stopped(perf_counter() - started)
            seconds = perf_counter() - started
        choice, usage = answer["choices"][0], answer["usage"]
        return Completion(
            text=choice["message"]["content"] or "",
            prompt_tokens=usage["prompt_tokens"],
            completion_tokens=usage["completion_tokens"],
            seconds=seconds,
            finish_reason="length" if choice["finish_reason"] == "length" else "stop",
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
        """The answer in pieces; others wait until it ends or the iterator is closed.

        Raises:
            ModelMissing: the model cannot be loaded.
            PromptTooLong: the messages leave no room for an answer.
        """
        with self._lock, self._interruptible(cancel):
            llama = self._loaded()
            with suppress(Interrupted):
                for chunk in self._ask(llama, messages, max_tokens, temperature, stop, stream=True):
                    piece = chunk["choices"][0]["delta"].get("content")
                    if piece:
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
        """The answer with its calls, as models write them whose template knows tools.

        Raises:
            ModelMissing: the model cannot be loaded.
            PromptTooLong: the messages leave no room for an answer.
        """
        offered = tools_on_the_wire(tools)
        with self._lock, self._interruptible(cancel):
            llama = self._loaded()
            started = perf_counter()
            try:
                answer = self._ask(llama, messages, max_tokens, temperature, (), tools=offered)
            except Interrupted:
                yield _stopped(perf_counter() - started)
                return
            seconds = perf_counter() - started
        choice, usage = answer["choices"][0], answer["usage"]
        text, calls = calls_in_text(choice["message"]["content"] or "")
        if text:
            yield text
        yield Completion(
            text=text,
            prompt_tokens=usage["prompt_tokens"],
            completion_tokens=usage["completion_tokens"],
            seconds=seconds,
            finish_reason="length" if choice["finish_reason"] == "length" else "stop",
            calls=calls,
        )

    @contextmanager
    def _interruptible(self, cancel: Cancel | None) -> Iterator[None]:
        self._brake.release()
        with cancel.stopping(self._brake.pull) if cancel else nullcontext():
            yield

    def _ask(
        self,
        llama: Any,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        temperature: float,
        stop: Sequence[str],
        **how: object,
    ) -> Any:
        # A penalty on repetition would bend the titles and names that are to be repeated.
        wanted = {"max_tokens": max_tokens, "temperature": temperature, "repeat_penalty": 1.0, "seed": _SEED}
        plain = [as_templates_want(one, without_control(one.content)) for one in messages]
        try:
            answer = llama.create_chat_completion(plain, stop=list(stop), **wanted, **how)
            return self._brake.watched(answer) if how.get("stream") else answer
        except RuntimeError as error:
            raise self._brake.explained(error) from error
        except ValueError as error:
            if "context window" not in str(error):
                raise
            raise PromptTooLong(
                f"The messages do not fit into the {self._context_tokens} tokens of {self.model_id}",
                "raise llm.context_tokens, or ask for less at once",
            ) from error

    def _loaded(self) -> Any:
        if self._llama is None:
            self._llama = self._load()
        return self._llama

    def _load(self) -> Any:
        try:
            import llama_cpp
            from llama_cpp.llama_cache import LlamaRAMCache
        except ImportError as error:
            raise ModelMissing("llama-cpp-python is not installed", HINT) from error
        from penchant.agent.llm.quiet import take_over_log

        if self._path is None or not self._path.is_file():
            hint = how_to_get(str(self._named)) if self._named else HINT
            raise ModelMissing(f"There is no language model at {self._path or 'its package'}", hint)
        take_over_log()
        try:
            loaded = llama_cpp.Llama(
                str(self._path),
                n_ctx=self._context_tokens,
                n_gpu_layers=self._layers_on_card(llama_cpp),
                n_threads=self._threads,
                n_threads_batch=self._threads,
                verbose=False,
            )
        except (ValueError, OSError) as error:
            raise ModelMissing(f"{self._path} cannot be loaded: {error}", "name a GGUF file") from error
        self._brake.fit(llama_cpp, loaded.ctx)
        if self.is_small:
            loaded.set_cache(LlamaRAMCache(_REMEMBERED))
        return loaded

    def _layers_on_card(self, binding: Any) -> int:
        if self._gpu_layers != "auto":
            return self._gpu_layers
        return _ALL_LAYERS if binding.llama_supports_gpu_offload() else 0


def default_threads() -> int:
    """Threads for this machine: half of what the process may use.

    llama.cpp's threads wait for each other without sleeping. Where anything else wants the same
    cores, one thread a core makes an answer ten times slower (two busy cores: 1.1 s against 11 s).
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable // 2, _MOST_THREADS))


def _stopped(seconds: float) -> Completion:
    return Completion(
        text="", prompt_tokens=0, completion_tokens=0, seconds=seconds, finish_reason="cancelled"
    )


def without_control(text: str) -> str:
    """The text with its control tokens defused: a title must not be able to end a message."""
    return _CONTROL.sub("< |", text)
