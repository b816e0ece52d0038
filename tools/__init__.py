"""The callable surface: one definition serves the chat, the command line and MCP."""
