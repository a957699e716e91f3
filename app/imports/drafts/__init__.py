"""Making drafts of what was read, and changing them: matched, located, guarded, split."""
