"""Contacts for the press: their screen, how long they are kept, how a person gets hers out."""
