"""An authority's comments: what it quotes of observers' items, and what it answers to each.

The words that open an answer, mark a status and say what it means stand in `default.toml`, which
is also the description of the format; an editor may give a file of the same form instead.
"""
