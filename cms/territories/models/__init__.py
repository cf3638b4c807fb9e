from cms.territories.models.areas import Department, Region
from cms.territories.models.local_authority import LocalAuthority

__all__ = ["Department", "LocalAuthority", "Region"]
