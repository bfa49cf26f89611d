"""Load balancing, which Google keeps in five records where others keep two.

A forwarding rule is the balancer: an address and ports. It names a target proxy (certificates);
that names a URL map (hosts and paths); that names backend services (target groups; `backends`), and
they name instance groups and health checks. Each record is read for what it says; `assemble` joins.
"""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Listener, ListenerRule, LoadBalancer, Other
from providers.attributes import Attributes, block, blocks, first_text, flag, text, texts
from providers.sources.gcp.asset import link, names, project_of, read, region_of

Wire = Literal["tcp", "udp", "tls", "http", "https"]
LAST_PORT = 65535

PROXIES: tuple[tuple[str, Wire], ...] = (
    ("targetHttpsProxies", "https"),
    ("targetHttpProxies", "http"),
    ("targetSslProxies", "tls"),
    ("targetTcpProxies", "tcp"),
    ("targetGrpcProxies", "https"),
)


def _wire(target: str, protocol: str) -> Wire:
    for piece, wire in PROXIES:
        if piece in target:
            return wire
    return "udp" if protocol.upper() == "UDP" else "tcp"


def _ports(attributes: Attributes) -> tuple[int, ...]:
    """Ports that a forwarding rule answers on; 0 stands for all of them."""
    words = texts(attributes, "ports") or texts(attributes, "port_range")
    firsts = (word.partition("-")[0].strip() for word in words)
    found = tuple(
        dict.fromkeys(
            int(word) for word in firsts if word.isdecimal() and len(word) <= len(str(LAST_PORT))
        )
    )
    return tuple(port for port in found if port <= LAST_PORT) or (0,)


def forwarding_rule(record: Record) -> Reading:
    """The balancer: its layer is told by what it forwards to."""
    attributes = record.attributes
    target = link(text(attributes, "target"), "compute")
    backend = link(text(attributes, "backend_service"), "compute")
    wire = _wire(target, text(attributes, "ip_protocol"))
    internal = text(attributes, "load_balancing_scheme").startswith("INTERNAL")
    subnet = link(
        text(attributes, "subnetwork"),
        "compute",
        project_of(record),
        f"regions/{region_of(attributes)}/subnetworks",
    )
    address = link(text(attributes, "ip_address"), "compute")
    layer: Literal[4, 7] = 7 if wire in {"http", "https"} else 4
    spec = LoadBalancer(
        layer=layer,
        internal=internal,
        subnets=(subnet,) if subnet else (),
        listeners=tuple(
            Listener(port=port, protocol=wire, target_group=backend) for port in _ports(attributes)
        ),
        public_ips=() if internal or not address else (address,),
    )
    references = (
        *names("routes-to", "target", target),
        *names("routes-to", "backend_service", backend),
        *names("in", "subnetwork", subnet),
        *names("uses", "ip_address", "" if internal else address),
    )
    return read(record, f"network.lb_l{layer}", spec, references)


def proxy(record: Record) -> Reading:
    """A target proxy: certificates, and the URL map or backend service behind it."""
    attributes = record.attributes
    certificates = (
        *texts(attributes, "ssl_certificates"),
        *texts(attributes, "certificate_manager_certificates"),
        text(attributes, "certificate_map"),
    )
    found = tuple(link(word, "compute") for word in certificates if word)
    wire: Wire = "https" if "https" in record.type else "tls" if "ssl" in record.type else "http"
    spec = LoadBalancer(
        listeners=(Listener(port=0, protocol=wire, certificate=found[0] if found else ""),)
    )
    references = (
        *names("routes-to", "url_map", link(text(attributes, "url_map"), "compute")),
        *names(
            "routes-to", "backend_service", link(text(attributes, "backend_service"), "compute")
        ),
        *names("uses", "ssl_certificates", *found),
    )
    return read(record, "network.lb_l7", spec, references)


def _path_rules(matcher: Attributes, hosts: tuple[str, ...]) -> list[ListenerRule]:
    rules = [
        ListenerRule(
            hosts=hosts,
            paths=texts(one, "paths"),
            target_group=link(text(one, "service"), "compute"),
            action="redirect" if blocks(one, "url_redirect") else "forward",
        )
        for one in blocks(matcher, "path_rule")
    ]
    default = link(text(matcher, "default_service"), "compute")
    redirects = bool(blocks(matcher, "default_url_redirect"))
    if default or redirects:
        action = "redirect" if redirects else "forward"
        rules.append(ListenerRule(hosts=hosts, target_group=default, action=action))
    return rules


def url_map(record: Record) -> Reading:
    """Hosts and paths, each with the backend service it goes to."""
    attributes = record.attributes
    matchers = {text(one, "name"): one for one in blocks(attributes, "path_matcher")}
    rules: list[ListenerRule] = []
    for one in blocks(attributes, "host_rule"):
        hosts = tuple(sorted(word for word in texts(one, "hosts") if word != "*"))
        rules += _path_rules(matchers.get(text(one, "path_matcher"), {}), hosts)
    redirect = block(attributes, "default_url_redirect")
    default = link(text(attributes, "default_service"), "compute")
    listener = Listener(
        port=0,
        protocol="http",
        target_group=default,
        redirect_to=_redirect(redirect),
        rules=tuple(rules),
    )
    groups = sorted({default, *(rule.target_group for rule in rules)})
    return read(
        record,
        "network.lb_l7",
        LoadBalancer(listeners=(listener,)),
        names("routes-to", "default_service", *groups),
    )


def _redirect(attributes: Attributes) -> str:
    if flag(attributes, "https_redirect"):
        return "https"
    host = text(attributes, "host_redirect")
    return f"https://{host}{text(attributes, 'path_redirect')}" if host else ""


def certificate(record: Record) -> Reading:
    """A certificate; a managed one renews itself."""
    managed = block(record.attributes, "managed")
    tier = "managed" if managed else "self-managed"
    domains = texts(managed, "domains")
    spec = Other(tier=tier, units=len(domains) or None)
    return read(
        record, "sec.certificate", spec, aliases=(first_text(record.attributes, "certificate_id"),)
    )


def security_policy(record: Record) -> Reading:
    """Cloud Armor: a policy and how many rules it has."""
    spec = Other(units=len(blocks(record.attributes, "rule")), tier=text(record.attributes, "type"))
    return read(record, "edge.waf", spec)


RULES: dict[str, FromTerraform] = {
    "google_compute_forwarding_rule": forwarding_rule,
    "google_compute_global_forwarding_rule": forwarding_rule,
    **{
        f"google_compute_{scope}target_{name}_proxy": proxy
        for scope in ("", "region_")
        for name in ("http", "https", "tcp", "ssl", "grpc")
    },
    "google_compute_url_map": url_map,
    "google_compute_region_url_map": url_map,
    "google_compute_ssl_certificate": certificate,
    "google_compute_region_ssl_certificate": certificate,
    "google_compute_managed_ssl_certificate": certificate,
    "google_certificate_manager_certificate": certificate,
    "google_compute_security_policy": security_policy,
}
