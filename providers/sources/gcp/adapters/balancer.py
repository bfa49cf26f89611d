"""Load balancing: forwarding rules, proxies, URL maps, backends, health checks, certificates."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import block, text, texts
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    View,
    each,
    made,
    pick,
    plain,
    regional,
)


def forwarding_rule(asset: Asset) -> Iterator[Native]:
    """The balancer: an address and ports."""
    everywhere = "/global/" in asset.path or asset.type.endswith("GlobalForwardingRule")
    kind = (
        "google_compute_global_forwarding_rule" if everywhere else "google_compute_forwarding_rule"
    )
    yield made(kind, asset, {"region": None} if everywhere else None)


def proxy(name: str) -> Adapter:
    """An adapter for the target proxies of one protocol."""

    def adapter(asset: Asset) -> Iterator[Native]:
        scope = "region_" if "/regions/" in asset.path else ""
        certificates = texts(asset.data, "ssl_certificates") or texts(asset.data, "ssl_certificate")
        attributes = {
            "ssl_certificates": list(certificates),
            "ssl_certificate": None,
            "backend_service": text(asset.data, "service") or None,
            "service": None,
        }
        yield made(f"google_compute_{scope}target_{name}_proxy", asset, attributes)

    return adapter


def _matcher(one: View) -> dict[str, Any]:
    return {
        **pick(
            one,
            name="name",
            default_service="default_service",
            default_url_redirect="default_url_redirect",
        ),
        "path_rule": [
            {
                **pick(rule, service="service", url_redirect="url_redirect"),
                "paths": list(texts(rule, "paths") or texts(rule, "path")),
            }
            for rule in each(one, "path_rules", "path_rule")
        ],
        "route_rules": list(each(one, "route_rules")) or None,
    }


def url_map(asset: Asset) -> Iterator[Native]:
    """Hosts and paths."""
    data = asset.data
    scope = "region_" if "/regions/" in asset.path else ""
    attributes = {
        "host_rule": [
            {
                **pick(one, path_matcher="path_matcher"),
                "hosts": list(texts(one, "hosts") or texts(one, "host")),
            }
            for one in each(data, "host_rules", "host_rule")
        ],
        "path_matcher": [_matcher(one) for one in each(data, "path_matchers", "path_matcher")],
        **dict.fromkeys(("host_rules", "path_matchers")),
    }
    yield made(f"google_compute_{scope}url_map", asset, attributes)


def backend_service(asset: Asset) -> Iterator[Native]:
    """A backend service; what signs people in at it is not kept."""
    data = asset.data
    scope = "region_" if "/regions/" in asset.path else ""
    attributes = {
        "backend": list(each(data, "backends", "backend")),
        "backends": None,
        "health_checks": list(texts(data, "health_checks") or texts(data, "health_check")),
        "iap": None,
    }
    yield made(f"google_compute_{scope}backend_service", asset, attributes)


def target_pool(asset: Asset) -> Iterator[Native]:
    """The pool of the oldest network balancer."""
    data = asset.data
    attributes = {
        "instances": list(texts(data, "instances") or texts(data, "instance")),
        "health_checks": list(texts(data, "health_checks") or texts(data, "health_check")),
    }
    yield made("google_compute_target_pool", asset, attributes)


def certificate(asset: Asset) -> Iterator[Native]:
    """A certificate; its private key is never kept."""
    managed = block(asset.data, "managed")
    scope = "managed_" if managed else "region_" if "/regions/" in asset.path else ""
    gone = dict.fromkeys(("private_key", "certificate"))
    yield made(f"google_compute_{scope}ssl_certificate", asset, gone)


COMPUTE = "compute.googleapis.com"

ADAPTERS: dict[str, Adapter] = {
    f"{COMPUTE}/ForwardingRule": forwarding_rule,
    f"{COMPUTE}/GlobalForwardingRule": forwarding_rule,
    **{
        f"{COMPUTE}/{scope}Target{name.capitalize()}Proxy": proxy(name)
        for scope in ("", "Region")
        for name in ("http", "https", "tcp", "ssl", "grpc")
    },
    f"{COMPUTE}/UrlMap": url_map,
    f"{COMPUTE}/RegionUrlMap": url_map,
    f"{COMPUTE}/BackendService": backend_service,
    f"{COMPUTE}/RegionBackendService": backend_service,
    f"{COMPUTE}/BackendBucket": plain("google_compute_backend_bucket"),
    f"{COMPUTE}/TargetPool": target_pool,
    f"{COMPUTE}/HealthCheck": regional(
        "google_compute_health_check", "google_compute_region_health_check"
    ),
    f"{COMPUTE}/RegionHealthCheck": plain("google_compute_region_health_check"),
    f"{COMPUTE}/HttpHealthCheck": plain("google_compute_http_health_check"),
    f"{COMPUTE}/HttpsHealthCheck": plain("google_compute_https_health_check"),
    f"{COMPUTE}/SslCertificate": certificate,
    f"{COMPUTE}/RegionSslCertificate": certificate,
    f"{COMPUTE}/SecurityPolicy": plain("google_compute_security_policy", rule="rules"),
    "certificatemanager.googleapis.com/Certificate": plain(
        "google_certificate_manager_certificate"
    ),
}
