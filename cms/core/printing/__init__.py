"""A public page as a PDF, made from the HTML of the page: the paper says no more than the screen."""
