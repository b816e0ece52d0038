"""Attacks by text: what others wrote must change nothing but what is shown."""
