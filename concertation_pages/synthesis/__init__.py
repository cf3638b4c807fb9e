"""The synthesis of the consultations: figures over all that territories made public, their pictures and their files."""
