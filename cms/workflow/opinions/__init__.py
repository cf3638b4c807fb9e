"""Review by link: somebody without account reads one version, comments it and gives an opinion."""

from cms.workflow.opinions.service import opinions_of

__all__ = ["opinions_of"]
