"""What the rooms ask of the stores and models: Protocols, and the records they pass."""

from penchant.agent.ports.chat import (
    Cancel,
    ChatMessage,
    ChatModel,
    Completion,
    RequestedCall,
    ToolCallingModel,
    ToolForm,
)
from penchant.agent.ports.events import (
    Appended,
    EventColumns,
    EventLog,
    RatingColumns,
)
from penchant.agent.ports.models import (
    Clock,
    Embedder,
    Progress,
)
from penchant.agent.ports.stores import (
    Catalogue,
    ConversationStore,
    ListStore,
    RankerStore,
    Snapshots,
    StoredRanker,
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
    "Cancel",
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
    "RankerStore",
    "RatingColumns",
    "RequestedCall",
    "Snapshots",
    "StoredRanker",
    "Tool",
    "ToolCall",
    "ToolCallingModel",
    "ToolForm",
    "TopicStore",
    "Upserted",
    "Utterance",
    "VectorSearch",
]
