"""Pieces that know neither HTTP nor any feature: database, column types, dates, folding, paging."""
