"""The command line: exit codes, messages, what is written."""
