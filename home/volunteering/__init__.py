"""« Se porter volontaire »: a collectivité asks to take part in the diagnosis, without account; staff answer.

The way of a demand: `views` (the collectivité, then one form) → `requesting` (the row, and the mail with one link) →
`confirming` (its page, its button, the receipt) → `deciding` (staff) → `retention` (what is erased, and when).
`screens` is the register of the admin.
"""
