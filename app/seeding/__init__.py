"""The seed data: files under `seeds/`, loaded idempotently and never over an editor's change.

`reader` turns files into checked entries, `loader` puts them into the database. An entry that was
loaded before is loaded again only when the file changed and nobody changed the row meanwhile.
"""
