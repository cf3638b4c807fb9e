"""The official register: read and checked whole (`reading`), then laid over the one of the site (`importing`)."""

from cms.territories.register.importing import Report, import_register
from cms.territories.register.reading import read_register
from cms.territories.register.rows import RegisterError

__all__ = ["RegisterError", "Report", "import_register", "read_register"]
