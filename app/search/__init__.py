"""Search over everything that a reader may see, with the same results on SQLite and PostgreSQL.

Texts are folded, stemmed and written out as plain tokens by our own code (`words`); the databases
only look tokens up, so that neither's idea of a word, an accent or a stop word matters. What is
found is found by whole words of the same stem, in phrases where words are quoted or joined; a last
word that is no word of any text is taken as the beginning of one. `entries` says what is searched.
"""
