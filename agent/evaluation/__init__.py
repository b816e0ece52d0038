"""Evaluation: replays the product's own way through the house offline, and counts what it reached."""
