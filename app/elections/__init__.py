"""Countries and elections."""
