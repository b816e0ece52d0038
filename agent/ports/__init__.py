"""What the rooms ask of the stores and models: Protocols, and the records they pass."""

from penchant.agent.ports.events import (
    Appended,
    EventColumns,
    EventLog,
)
from penchant.agent.ports.models import (
    ChatMessage,
    ChatModel,
    Clock,
    Completion,
    Embedder,
    Progress,
)
from penchant.agent.ports.stores import (
    Catalogue,
    ConversationStore,
    ListStore,
    Snapshots,
    TopicStore,
    Upserted,
    Utterance,
    VectorSearch,
)
from penchant.agent.ports.tools import (
    ErasingTool,
    Tool,
    ToolCall,
)

__all__ = [
    "Appended",
    "Catalogue",
    "ChatMessage",
    "ChatModel",
    "Clock",
    "Completion",
    "ConversationStore",
    "Embedder",
    "ErasingTool",
    "EventColumns",
    "EventLog",
    "ListStore",
    "Progress",
    "Snapshots",
    "Tool",
    "ToolCall",
    "TopicStore",
    "Upserted",
    "Utterance",
    "VectorSearch",
]
