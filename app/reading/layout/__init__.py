"""From printed lines to pieces: paragraphs whole, footnotes and page furniture apart."""
