"""What the public reads of a consultation: its report, and the territory that holds it."""
