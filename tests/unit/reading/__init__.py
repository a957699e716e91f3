"""What reads documents and tables: no database, no HTTP."""
