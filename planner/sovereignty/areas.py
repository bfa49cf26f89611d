"""Which countries are in the European Union and the European Economic Area, and what they are called."""

from functools import lru_cache

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.model.text import Text, same


class Areas(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`mappings/areas.yaml`."""

    source: str
    retrieved: str
    eu: frozenset[str]
    eea_besides: frozenset[str]
    countries: dict[str, Text]

    @property
    def eea(self) -> frozenset[str]:
        """The Union and the three states besides it."""
        return self.eu | self.eea_besides

    def name(self, country: str) -> Text:
        """Name of a country, by its ISO 3166 code; the code where the table has no name."""
        return self.countries.get(country) or same(country)

    def names(self, countries: tuple[str, ...]) -> Text:
        """Names of several, in order of their codes."""
        found = [self.name(one) for one in sorted(set(countries))]
        return Text(en=", ".join(one.en for one in found), fr=", ".join(one.fr for one in found))


@lru_cache(maxsize=1)
def areas() -> Areas:
    """The table."""
    return load_yaml(data_path("mappings", "areas.yaml"), Areas)
