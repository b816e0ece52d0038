"""What a sentence is for where the rules do not know: a linear classifier trained on example sentences."""
