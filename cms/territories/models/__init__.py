from cms.territories.models.areas import Department, Region
from cms.territories.models.local_authority import LocalAuthority
from cms.territories.models.person import Person, PersonFunction

__all__ = ["Department", "LocalAuthority", "Person", "PersonFunction", "Region"]
