"""« S’engager »: a territory answers the call of a campaign, without account; staff validate.

The way of a commitment: `views` (the collectivité, then one form) → `requesting` (the row, and the mail with one link)
→ `confirming` (its page, its button, the receipt) → `validation` (staff) → `retention` (what is erased, and when).
`words` are what is accepted, to the letter; `screens` is the register of the admin.
"""
