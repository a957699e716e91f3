"""Documents and the places in them."""
