"""The call to the territories: its figures, its map, its opening."""
