"""« Suivre »: being told by mail, once, of each change of a page."""
