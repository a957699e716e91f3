"""Pages and API through the application, on both databases."""
