"""Statements: aggregate claims about many recommendations, with the figures to recompute them."""
