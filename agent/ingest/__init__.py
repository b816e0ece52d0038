"""From files to events and items: read, validate, clean, drop repeats."""
