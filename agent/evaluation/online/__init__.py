"""The online protocol: what people did with the lists they were shown, or simulated people would do."""
