"""Tables: CSV, TSV, workbooks, JSON Lines, and the maps that make entries of their rows.

File -> `encodings` and `delimited`, or `workbooks`, or `objects` (rows of cells) -> `maps` (which
column gives which field) -> `filling` (entries of a row) -> `reader` (all of it, row by row, in
constant memory). `proposing` guesses a map for a table that none knows.
"""
