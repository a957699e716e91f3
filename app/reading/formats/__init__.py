"""From a file to its printed lines, page by page: one module for each format."""
