"""From events to interests: topics, folding, drift and the timeline."""
