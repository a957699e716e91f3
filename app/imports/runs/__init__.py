"""A file being read: claimed by one process, with progress, once; or tried without a trace."""
