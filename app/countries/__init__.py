"""Countries: what is held and known on each, and what binds it."""
