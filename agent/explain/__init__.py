"""From a stored list to reasons that are true of it."""
