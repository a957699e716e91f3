"""The commands behind `throughline`, one module a kind of work; `app.cli` puts them together."""
