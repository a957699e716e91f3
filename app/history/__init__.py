"""What changed, when, by whom and why: append-only, written with the change itself.

The content of an entry is its input (`app.entries.kinds`) as JSON. The first change of an entry
holds all of its fields, each later one those that differ, so that the changes in order rebuild the
entry, as of any moment.
"""
