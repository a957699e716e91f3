"""What codes and slugs are called: the titles that pages show for them, read in bulk."""
