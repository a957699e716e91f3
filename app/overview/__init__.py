"""The overview: what became of recommendations, in numbers that each lead to their rows."""
