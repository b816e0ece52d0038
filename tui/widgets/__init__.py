"""The parts that the screens are made of; each only shows what it is given."""
