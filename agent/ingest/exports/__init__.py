"""One small reader for each known export format."""
