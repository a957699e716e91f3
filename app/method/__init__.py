"""The method page: how statuses are worked out, and what every word of the lists means."""
