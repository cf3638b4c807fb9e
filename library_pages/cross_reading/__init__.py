"""The charters read across: which of their clauses cover each principle of the manifesto."""
