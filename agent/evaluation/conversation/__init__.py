"""How often a sentence leads to the right call with the right arguments, and what dialogues give."""
