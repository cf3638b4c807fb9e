"""« Suivre »: being told by mail, once, of each change of a page; no account.

The way of a follow: `pages` (the address below the page) → `views` (the form) → `requesting` (the mail with one link) →
`confirming` (its page and its button) → `telling` → `stopping`, from any of its mails; `retention` says what is erased,
and when; `screens` is what staff count and administration stops.
"""
