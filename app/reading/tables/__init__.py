"""Tables: their encoding, their columns by a map, their rows checked one by one."""
