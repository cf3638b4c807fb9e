"""Two to four fiches side by side, at `comparer/` below the library."""
