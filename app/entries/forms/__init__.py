"""Forms of entries: which fields a kind has, how they are shown, what a form that was sent says.

The drafts of imports and the records themselves are edited through the same description.
"""
