"""The manifesto as a text that others cite: its versions, and what changed from one to the next."""
