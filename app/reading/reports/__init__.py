"""Reports of observers: their recommendations, findings, and what they say of earlier ones."""
