"""EKS and ECR: clusters, node groups, registries."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import (
    Architecture,
    Cluster,
    Disk,
    NodePool,
    Other,
    Registry,
    VirtualMachine,
)
from providers.sources.aws import arn, machines
from providers.sources.aws.block import Block
from providers.sources.aws.ec2 import template_named
from providers.sources.aws.row import Row


def cluster(record: Record) -> Reading:
    """aws_eks_cluster: the control plane, which AWS always spreads over zones."""
    row = Row(record)
    place = row.block("vpc_config")
    network = row.block("kubernetes_network_config")
    key = row.block("encryption_config").block("provider").text("key_arn")
    role = row.text("role_arn")
    subnets, groups = place.texts("subnet_ids"), place.texts("security_group_ids")
    open_api = place.flag("endpoint_public_access")
    return row.reading(
        row.own_arn("eks", f"cluster/{row.text('name', 'id')}"),
        row.text("name") or row.name(),
        spec=Cluster(
            version=row.text("version"),
            network=place.text("vpc_id"),
            subnets=subnets,
            security_groups=groups,
            private_api=None if open_api is None else not open_api,
            high_availability=True,
            role=role,
            key=key,
            service_range=network.text("service_ipv4_cidr"),
        ),
        aliases=(
            arn.named("eks-cluster", row.text("name")),
            *row.texts("endpoint"),
            *place.texts("cluster_security_group_id"),
        ),
        references=arn.references(
            ("in", "vpc_config.subnet_ids", subnets),
            ("in", "vpc_config.vpc_id", place.text("vpc_id")),
            ("guarded-by", "vpc_config.security_group_ids", groups),
            ("uses", "role_arn", role),
            ("encrypted-with", "encryption_config.provider.key_arn", key),
        ),
    )


def _taints(blocks: list[Block]) -> tuple[tuple[str, str, str], ...]:
    """Taints; AWS writes NO_SCHEDULE where Kubernetes writes NoSchedule."""
    words = [(block.text("key"), block.text("value"), block.text("effect")) for block in blocks]
    return tuple(
        sorted((key, value, effect.title().replace("_", "")) for key, value, effect in words if key)
    )


def node_group(record: Record) -> Reading:
    """aws_eks_node_group: machines of a cluster."""
    row = Row(record)
    owner = arn.named("eks-cluster", row.text("cluster_name"))
    role = row.text("node_role_arn")
    scaling = row.block("scaling_config")
    template = template_named(row.block("launch_template"))
    sizes, image = row.texts("instance_types"), row.text("ami_type")
    size = sizes[0] if sizes else ""
    subnets = row.texts("subnet_ids")
    system = machines.operating_system(image.replace("_", " ").lower()) if image else ""
    machine = VirtualMachine(
        size=size,
        architecture=machines.architecture(size) or _architecture(image),
        os=system or ("amazon-linux" if image.startswith("AL2") else ""),
        boot_disk=Disk(size_gib=row.size("disk_size")),
        spot=row.text("capacity_type") == "SPOT",
        key_pair=arn.named("key-pair", row.block("remote_access").text("ec2_ssh_key")),
        role=role,
    )
    return row.reading(
        row.own_arn("eks", f"nodegroup/{row.native}"),
        row.text("node_group_name") or row.name(),
        spec=NodePool(
            cluster=owner,
            machine=machine,
            minimum=scaling.count("min_size"),
            maximum=scaling.count("max_size"),
            desired=scaling.count("desired_size"),
            subnets=subnets,
            labels=tuple(sorted(row.words("labels").items())),
            taints=_taints(row.blocks("taint")),
        ),
        references=arn.references(
            ("in", "cluster_name", owner),
            ("in", "subnet_ids", subnets),
            ("uses", "node_role_arn", role),
            ("uses", "launch_template", template),
            ("uses", "remote_access.ec2_ssh_key", machine.key_pair),
        ),
    )


def _architecture(image: str) -> Architecture:
    return "arm64" if "ARM_64" in image else "x86_64" if "x86_64" in image else ""


def of_cluster(record: Record) -> Reading:
    """aws_eks_addon, aws_eks_access_entry, …: parts of a cluster."""
    row = Row(record)
    return row.part(
        arn.named("eks-cluster", row.text("cluster_name")),
        spec=Cluster(),
        references=arn.references(
            ("uses", "service_account_role_arn", row.text("service_account_role_arn", "role_arn"))
        ),
    )


def fargate(record: Record) -> Reading:
    """aws_eks_fargate_profile: pods that run without nodes of one's own."""
    row = Row(record)
    return row.reading(
        row.own_arn("eks", f"fargateprofile/{row.native}"),
        row.text("fargate_profile_name") or row.name(),
        spec=Other(),
        references=arn.references(
            ("in", "cluster_name", arn.named("eks-cluster", row.text("cluster_name"))),
            ("in", "subnet_ids", row.texts("subnet_ids")),
            ("uses", "pod_execution_role_arn", row.text("pod_execution_role_arn")),
        ),
    )


def registry(record: Record) -> Reading:
    """aws_ecr_repository: images of one program."""
    row = Row(record)
    key = row.block("encryption_configuration").text("kms_key")
    return row.reading(
        row.own_arn("ecr", f"repository/{row.text('name', 'id')}"),
        row.text("name") or row.name(),
        spec=Registry(
            public=row.type.startswith("aws_ecrpublic"),
            immutable_tags=row.text("image_tag_mutability") == "IMMUTABLE",
            scan=bool(row.block("image_scanning_configuration").flag("scan_on_push")),
            key=key,
        ),
        aliases=(arn.named("repository", row.text("name")), *row.texts("repository_url")),
        references=arn.references(("encrypted-with", "encryption_configuration.kms_key", key)),
    )


def of_registry(record: Record) -> Reading:
    """aws_ecr_lifecycle_policy, aws_ecr_repository_policy: parts of a registry."""
    row = Row(record)
    return row.part(arn.named("repository", row.text("repository")), spec=Registry())


RULES: dict[str, FromTerraform] = {
    "aws_ecr_lifecycle_policy": of_registry,
    "aws_ecr_repository": registry,
    "aws_ecr_repository_policy": of_registry,
    "aws_ecrpublic_repository": registry,
    "aws_eks_access_entry": of_cluster,
    "aws_eks_access_policy_association": of_cluster,
    "aws_eks_addon": of_cluster,
    "aws_eks_cluster": cluster,
    "aws_eks_fargate_profile": fargate,
    "aws_eks_identity_provider_config": of_cluster,
    "aws_eks_node_group": node_group,
    "aws_eks_pod_identity_association": of_cluster,
}
