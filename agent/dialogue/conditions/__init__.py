"""Conditions on items that a sentence names, as constraints on the fields that the catalogue has."""
