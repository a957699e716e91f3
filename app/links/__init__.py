"""Links between two items of one country."""
