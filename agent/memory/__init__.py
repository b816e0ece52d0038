"""The stores: the event log, the catalogue and what is derived from them."""
