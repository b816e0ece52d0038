"""What is known of a person in a few sentences: facts computed, worded, checked, kept in versions."""
