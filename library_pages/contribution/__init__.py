"""« Contribuer »: how a person who knows nothing of Wagtail proposes a fiche, and follows what becomes of it."""
