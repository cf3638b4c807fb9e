from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from cms.core import addresses, content_version, health, page_cache, sweeper  # noqa: PLC0415  # models are loaded only now
        from cms.workflow import checks  # noqa: PLC0415
        from search import counts, indexing, query_counts, reviewing, scopes  # noqa: PLC0415
        from search.addresses import ORDERING  # noqa: PLC0415
        from search.alerts import registration  # noqa: PLC0415
        from search.authorities import authority_addresses  # noqa: PLC0415
        from search.engines.elasticsearch import checks as _cluster  # noqa: F401, PLC0415  # registers itself
        from search.facets import FACETS  # noqa: PLC0415
        from search.forms import SearchForm  # noqa: PLC0415
        from search.indexing import standing  # noqa: PLC0415
        from search.models import PinnedPage, PinnedResults, SynonymGroup  # noqa: PLC0415
        from search.projection import refresh  # noqa: PLC0415
        from search.register_addresses import register_addresses  # noqa: PLC0415
        from search.suggestions import ListForm  # noqa: PLC0415

        content_version.register(SynonymGroup, PinnedResults, PinnedPage)  # entries make their own versions
        page_cache.vary_on(*ORDERING)
        page_cache.vary_on(*SearchForm.base_fields, *ListForm.base_fields, *(facet.parameter for facet in FACETS))
        addresses.register("registers", register_addresses)
        addresses.register("authorities", authority_addresses)
        scopes.connect()
        checks.register(reviewing.similar_items)
        sweeper.register("search", refresh)
        sweeper.register("search_index", indexing.sweep)
        health.register(standing.limit)
        registration.register_all()
        counts.register_all()
        sweeper.register("query_counts", query_counts.forget, every=24 * sweeper.HOUR)
