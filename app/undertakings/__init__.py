"""Undertakings: what an authority says it will do, and what later documents show of it."""
