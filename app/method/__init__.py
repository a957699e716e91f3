"""The method page: how statuses are worked out, and every word of the fixed lists with its meaning."""
