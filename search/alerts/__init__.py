"""Alerts: what is new in a list, by mail, to an address that asked and confirmed; no account.

The way of an alert: `views` (the form) → `requesting` (the mail with one link) → `confirming` (its page and its button)
→ `sending` (the worker, at the hour of `calendar`) → `managing` (rhythm, pause, stop, from any of its mails) →
`retention` (what is erased, and when). `selection` says what an alert follows; `lists` knows the lists.
"""
