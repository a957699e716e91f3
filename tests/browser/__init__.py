"""Whole journeys in Chromium: with scripts, without them, by mouse, by keyboard, small and dark."""
