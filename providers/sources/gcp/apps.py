"""Cloud Run, Cloud Functions, App Engine: programs without a machine of their own."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import Other
from providers.attributes import Attributes, block, blocks, first_text, text, whole
from providers.sources.gcp.asset import (
    account_link,
    fold,
    link,
    names,
    plain,
    project_of,
    read,
    region_of,
)


def _limits(container: Attributes) -> str:
    """`<cpu> vCPU <memory>` of a container, as it is written."""
    limits = block(block(container, "resources"), "limits")
    cpu, memory = text(limits, "cpu"), text(limits, "memory")
    return f"{cpu} vCPU {memory}".strip() if cpu or memory else ""


def _template(attributes: Attributes) -> Attributes:
    """The template, under one more `template` for jobs and under `spec` in the first version."""
    template = block(attributes, "template")
    return block(template, "template") or block(template, "spec") or template


def _secrets(record: Record, containers: tuple[Attributes, ...]) -> tuple[str, ...]:
    """The secrets that the environment of containers is filled from."""
    found = []
    for container in containers:
        for one in blocks(container, "env"):
            source = block(one, "value_source") or block(one, "value_from")
            key = block(source, "secret_key_ref")
            word = first_text(key, "secret", "name")
            found.append(link(word, "secretmanager", project_of(record), "secrets"))
    return tuple(dict.fromkeys(word for word in found if word))


def _databases(record: Record, template: Attributes) -> tuple[str, ...]:
    """Connection names of the Cloud SQL instances that are mounted."""
    found = []
    for volume in blocks(template, "volumes"):
        words = block(volume, "cloud_sql_instance").get("instances")
        found += [w for w in words if isinstance(w, str)] if isinstance(words, list) else []
    metadata = block(record.attributes, "template", "metadata")
    joined = text(block(metadata, "annotations"), "run.googleapis.com/cloudsql-instances")
    found += [word for word in joined.split(",") if word]
    return tuple(dict.fromkeys(found))


def _references(record: Record, template: Attributes) -> tuple[Reference, ...]:
    containers = blocks(template, "containers")
    access = block(template, "vpc_access")
    project, region = project_of(record), region_of(record.attributes)
    interfaces = blocks(access, "network_interfaces")
    return (
        *names(
            "uses",
            "template.service_account",
            account_link(first_text(template, "service_account", "service_account_name")),
        ),
        *names("uses", "template.containers.env.secret", *_secrets(record, containers)),
        *names("uses", "template.volumes.cloud_sql_instance", *_databases(record, template)),
        *names(
            "in",
            "template.vpc_access.network_interfaces.subnetwork",
            *(
                link(text(one, "subnetwork"), "compute", project, f"regions/{region}/subnetworks")
                for one in interfaces
            ),
        ),
        *names("uses", "template.vpc_access.connector", text(access, "connector")),
        *(
            reference
            for container in containers
            for reference in names(
                "uses", "template.containers.image", _repository(text(container, "image"))
            )
        ),
    )


def _repository(image: str) -> str:
    """The repository part of an image: `europe-west9-docker.pkg.dev/project/repository`."""
    pieces = image.split("/")
    return "/".join(pieces[:3]) if pieces[0].endswith(".pkg.dev") and len(pieces) > 3 else ""  # noqa: PLR2004


def _run(kind: str) -> FromTerraform:
    def rule(record: Record) -> Reading:
        attributes = record.attributes
        template = _template(attributes)
        containers = blocks(template, "containers")
        scaling = block(template, "scaling")
        spec = Other(
            size=_limits(containers[0]) if containers else "",
            units=whole(scaling, "min_instance_count"),
            tier=text(attributes, "ingress").removeprefix("INGRESS_TRAFFIC_").lower(),
        )
        project, region = project_of(record), region_of(attributes)
        what = "jobs" if kind == "container.batch" else "services"
        own = link(text(attributes, "name"), "run", project, f"locations/{region}/{what}")
        urls = (
            text(attributes, "uri"),
            *(text(one, "url") for one in blocks(attributes, "status")),
        )
        return read(
            record,
            kind,
            spec,
            _references(record, template),
            tuple(word.rstrip("/") for word in urls),
            own if own.startswith("//") else "",
        )

    return rule


def function(record: Record) -> Reading:
    """A function of either generation; the second runs as a Cloud Run service."""
    attributes = record.attributes
    service = block(attributes, "service_config")
    build = block(attributes, "build_config")
    memory = text(service, "available_memory") or text(attributes, "available_memory_mb")
    trigger = block(attributes, "event_trigger")
    topic = text(trigger, "pubsub_topic") or text(trigger, "resource")
    project = project_of(record)
    spec = Other(
        size=memory,
        units=whole(service, "min_instance_count"),
        tier=text(build, "runtime") or text(attributes, "runtime"),
    )
    secrets = (
        link(text(one, "secret"), "secretmanager", project, "secrets")
        for one in blocks(service, "secret_environment_variables")
    )
    references = (
        *names(
            "uses",
            "service_config.service_account_email",
            account_link(
                text(service, "service_account_email") or text(attributes, "service_account_email")
            ),
        ),
        *names("uses", "service_config.secret_environment_variables", *secrets),
        *names(
            "uses",
            "event_trigger.pubsub_topic",
            link(topic, "pubsub") if "/topics/" in topic else "",
        ),
    )
    urls = (text(attributes, "url"), text(service, "uri"), text(attributes, "https_trigger_url"))
    return read(record, "app.function", spec, references, urls)


def invoker(record: Record) -> Reading:
    """Who may call a service or function: a part of it."""
    attributes = record.attributes
    host, what = (
        ("cloudfunctions", "functions") if "function" in record.type else ("run", "services")
    )
    name = first_text(attributes, "name", "service", "cloud_function")
    region = region_of(attributes)
    return fold(record, link(name, host, project_of(record), f"locations/{region}/{what}"))


RULES: dict[str, FromTerraform] = {
    "google_cloud_run_service": _run("container.run"),
    "google_cloud_run_v2_service": _run("container.run"),
    "google_cloud_run_v2_job": _run("container.batch"),
    "google_cloudfunctions_function": function,
    "google_cloudfunctions2_function": function,
    **{
        f"google_{name}_iam_{form}": invoker
        for name in (
            "cloud_run_service",
            "cloud_run_v2_service",
            "cloudfunctions_function",
            "cloudfunctions2_function",
        )
        for form in ("member", "binding")
    },
    "google_app_engine_standard_app_version": plain(
        "app.paas", size="instance_class", tier="runtime"
    ),
    "google_api_gateway_gateway": plain("app.api_gateway"),
}
