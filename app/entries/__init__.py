"""What can be entered into the tracker: the kinds of entry that seed files and imports share."""
