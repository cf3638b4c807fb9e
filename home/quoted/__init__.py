"""The figures that public pages quote, and what the site counts beside them."""
