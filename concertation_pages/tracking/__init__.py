"""« Droit de suite »: what became of each proposal and of each recommendation."""
