"""The rules of status (DESIGN.md section 5), case by case."""
