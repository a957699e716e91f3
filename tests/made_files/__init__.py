"""Files made for tests: reports on invented countries, each described once and printed many ways.

What stands in a report (`samples`) is known before any file is made of it, so that what a reader
finds can be compared with the truth. `making.make_all` makes every file; `bad` makes files that
must be refused.
"""
