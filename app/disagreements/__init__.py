"""Where accounts differ: each reported implementation beside what later said otherwise."""
