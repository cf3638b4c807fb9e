"""The opinions of citizens' bodies: what search knows of them, what their pages show, what their editors check."""
