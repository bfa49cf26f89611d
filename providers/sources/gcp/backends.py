"""What stands behind a balancer: backend services, groups of endpoints, health checks, buckets."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import HealthCheck, Other, TargetGroup
from providers.attributes import Attributes, block, blocks, flag, text, texts, whole
from providers.sources.gcp.asset import link, link_bucket, names, project_of, read, region_of
from providers.sources.gcp.balancer import Wire
from providers.sources.gcp.network import network_link


def _protocol(attributes: Attributes) -> Wire:
    words: dict[str, Wire] = {
        "HTTP": "http",
        "HTTPS": "https",
        "HTTP2": "https",
        "GRPC": "https",
        "SSL": "tls",
        "UDP": "udp",
    }
    return words.get(text(attributes, "protocol").upper(), "tcp")


def _groups(attributes: Attributes) -> tuple[str, ...]:
    found = (link(text(one, "group"), "compute") for one in blocks(attributes, "backend"))
    return tuple(dict.fromkeys(word for word in found if word))


def backend_service(record: Record) -> Reading:
    """A backend service: the target group of a balancer."""
    attributes = record.attributes
    groups = _groups(attributes)
    checks = tuple(link(word, "compute") for word in texts(attributes, "health_checks"))
    spec = TargetGroup(
        protocol=_protocol(attributes),
        network=network_link(record),
        targets=groups,
        sticky=text(attributes, "session_affinity") not in {"", "NONE"},
    )
    references = (
        *names("routes-to", "backend.group", *groups),
        *names("uses", "health_checks", *checks),
        *names(
            "guarded-by", "security_policy", link(text(attributes, "security_policy"), "compute")
        ),
        *names("in", "network", spec.network),
    )
    return read(record, "network.target_group", spec, references)


def target_pool(record: Record) -> Reading:
    """The pool of the oldest network balancer: machines by `<zone>/<name>` or link."""
    attributes = record.attributes
    project = project_of(record)
    machines = tuple(
        f"//compute.googleapis.com/projects/{project}/zones/{word.replace('/', '/instances/')}"
        if word.count("/") == 1
        else link(word, "compute")
        for word in texts(attributes, "instances")
    )
    checks = tuple(link(word, "compute") for word in texts(attributes, "health_checks"))
    references = (
        *names("routes-to", "instances", *machines),
        *names("uses", "health_checks", *checks),
    )
    return read(record, "network.target_group", TargetGroup(targets=machines), references)


def endpoint_group(record: Record) -> Reading:
    """A group of endpoints: serverless services, addresses, or pods of a cluster."""
    attributes = record.attributes
    project, region = project_of(record), region_of(attributes)
    service = text(block(attributes, "cloud_run"), "service")
    function = text(block(attributes, "cloud_function"), "function")
    targets = (
        link(service, "run", project, f"locations/{region}/services"),
        link(function, "cloudfunctions", project, f"locations/{region}/functions"),
    )
    found = tuple(word for word in targets if word)
    references: tuple[Reference, ...] = (
        *names("routes-to", "cloud_run.service", *found),
        *names("in", "network", network_link(record)),
    )
    return read(record, "network.target_group", TargetGroup(targets=found), references)


CHECKS: tuple[tuple[str, Literal["tcp", "http", "https"]], ...] = (
    ("http_health_check", "http"),
    ("https_health_check", "https"),
    ("http2_health_check", "https"),
    ("tcp_health_check", "tcp"),
    ("ssl_health_check", "tcp"),
    ("grpc_health_check", "tcp"),
)


def health_check(record: Record) -> Reading:
    """A health check; `assemble` gives it to the backend services that name it."""
    attributes = record.attributes
    protocol, how = next(
        ((word, found) for key, word in CHECKS if (found := block(attributes, key))),
        # The first health checks were of one protocol each, told by the type.
        ("https" if "https" in record.type else "http", attributes),
    )
    health = HealthCheck(
        protocol=protocol,
        port=whole(how, "port"),
        path=text(how, "request_path"),
        interval_seconds=whole(attributes, "check_interval_sec"),
        timeout_seconds=whole(attributes, "timeout_sec"),
        healthy=whole(attributes, "healthy_threshold"),
        unhealthy=whole(attributes, "unhealthy_threshold"),
    )
    return read(record, "network.target_group", TargetGroup(health=health))


def backend_bucket(record: Record) -> Reading:
    """A bucket behind a balancer, with the CDN or without."""
    attributes = record.attributes
    bucket = text(attributes, "bucket_name")
    spec = Other(tier="cdn" if flag(attributes, "enable_cdn") else "")
    references = names("routes-to", "bucket_name", link_bucket(bucket))
    return read(record, "edge.cdn", spec, references)


RULES: dict[str, FromTerraform] = {
    "google_compute_backend_service": backend_service,
    "google_compute_region_backend_service": backend_service,
    "google_compute_target_pool": target_pool,
    "google_compute_network_endpoint_group": endpoint_group,
    "google_compute_region_network_endpoint_group": endpoint_group,
    "google_compute_global_network_endpoint_group": endpoint_group,
    "google_compute_health_check": health_check,
    "google_compute_region_health_check": health_check,
    "google_compute_http_health_check": health_check,
    "google_compute_https_health_check": health_check,
    "google_compute_backend_bucket": backend_bucket,
}
