"""Instruments, their provisions, and who cites them to what end."""
