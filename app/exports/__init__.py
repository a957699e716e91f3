"""Full data out: every list of the read API as files, through the same queries."""
