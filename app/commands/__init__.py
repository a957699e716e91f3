"""The commands behind `throughline`, one module for each kind of work; `app.cli` puts them together."""
