"""From interests to a list: candidates, features, ranking and diversity."""
