"""The engine « elasticsearch »: hits, total, highlights and every facet in one request to a cluster."""
