"""What a person touches: the chat and the command line."""
