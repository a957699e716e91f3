"""Rows of tables as drafts: against what is recorded, with numbers of ours."""
