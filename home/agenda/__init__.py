"""When events take place: in words, in a calendar file, for search engines."""
