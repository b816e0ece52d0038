"""The demo: a small catalogue and eight people, as data, and a seeded generator of their behaviour."""
