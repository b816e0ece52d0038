"""The conversation: what a sentence asks for, the tools that answer it, and the reply."""
