"""`{% csp_nonce %}`: the nonce of the request being answered, for the inline scripts of the admin."""

from django import template

from cms.core.nonce import current_nonce

register = template.Library()
register.simple_tag(current_nonce, name="csp_nonce")
