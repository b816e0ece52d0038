"""The prompts, as data: one Markdown file each."""
