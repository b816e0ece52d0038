"""Whether explanations are true: each claim counted again, each counterfactual lived through."""
