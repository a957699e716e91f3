"""Reading documents and tables: from a file to items, answers and rows. No database, no HTTP."""
