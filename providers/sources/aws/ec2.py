"""EC2: instances, launch templates and configurations, key pairs, images."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind, Reference
from planner.model.spec import Disk, Image, KeyPair, VirtualMachine
from providers.sources.aws import arn, machines
from providers.sources.aws.block import Block
from providers.sources.aws.row import Row


def disk(block: Block) -> Disk:
    """A disk within a machine: a root, EBS or mapped block device."""
    return Disk(
        size_gib=block.size("volume_size"),
        tier=block.text("volume_type"),
        iops=block.size("iops"),
        encrypted=block.flag("encrypted"),
        key=block.text("kms_key_id"),
    )


_ROOTS = ("/dev/sda1", "/dev/xvda")
"""Names that EC2 keeps for the disk a machine starts from.

Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
"""


def root_disk(machine: Block) -> Block:
    """The disk that a machine starts from, by its argument or by its name; empty where neither is.

    A provider that does not learn from the image which disk is the root writes it among the others.
    """
    named = machine.block("root_block_device")
    if named:
        return named
    found = {block.text("device_name"): block for block in machine.blocks("ebs_block_device")}
    return next((found[name] for name in _ROOTS if name in found), Block({}))


def extra_disks(machine: Block) -> list[Block]:
    """The disks that a machine does not start from, by device name.

    The provider writes every attached volume into `ebs_block_device`, with its id; those that
    are volumes of the estate are taken out again in `assemble`, which sees them all.
    """
    root = root_disk(machine).attributes
    others = (one for one in machine.blocks("ebs_block_device") if one.attributes is not root)
    return sorted(others, key=lambda block: block.text("device_name"))


def instance(record: Record) -> Reading:
    """aws_instance, aws_spot_instance_request: one machine."""
    row = Row(record)
    size = row.text("instance_type")
    system = machines.tagged_system(row.tags)
    told = row.text("platform_details")  # of the API alone; a state does not hold it
    if not system and told:
        system = machines.operating_system(told) or ("linux" if "Linux" in told else "")
    if not system and (row.flag("get_password_data") or row.text("password_data")):
        system = "windows"  # only Windows has a password to fetch
    root = root_disk(row)
    spot = _is_spot(row)
    groups = row.texts("vpc_security_group_ids") or row.texts("security_groups")
    identity = row.own_arn("ec2", f"instance/{row.native}")
    machine = VirtualMachine(
        size=size,
        architecture=machines.architecture(size),
        os=system,
        licence=machines.licence(told),
        software=machines.sql_server(told),
        image=row.text("ami"),
        boot_disk=disk(root) if root else None,
        data_disks=tuple(disk(block) for block in extra_disks(row)),
        subnets=row.texts("subnet_id"),
        security_groups=groups,
        private_ips=row.texts("private_ip") + row.texts("secondary_private_ips"),
        public_ip=bool(row.text("public_ip")) or bool(row.flag("associate_public_ip_address")),
        key_pair=arn.named("key-pair", row.text("key_name")),
        role=arn.named("instance-profile", row.text("iam_instance_profile")),
        user_data=bool(row.text("user_data", "user_data_base64")),
        placement_group=arn.named("placement-group", row.text("placement_group")),
        spot=spot,
        state=row.text("instance_state"),
    )
    group = row.tags.get("aws:autoscaling:groupName", "")
    return row.reading(
        identity,
        row.name(),
        part_of=arn.named("autoscaling-group", group),  # its members are the group's business
        spec=machine,
        kind=machines.kind_of(size, system, spot=spot),
        aliases=(
            *row.texts("private_dns"),
            *row.texts("public_dns"),
            *row.texts("primary_network_interface_id"),
            *root.texts("volume_id"),
            *row.block("root_volume").texts("volume_id"),
        ),
        references=arn.references(
            ("in", "subnet_id", machine.subnets),
            ("guarded-by", "vpc_security_group_ids", groups),
            ("uses", "ami", machine.image),
            ("uses", "key_name", machine.key_pair),
            ("uses", "iam_instance_profile", machine.role),
            ("uses", "launch_template", template_named(row.block("launch_template"))),
            ("encrypted-with", "root_block_device.kms_key_id", root.text("kms_key_id")),
            ("uses", "network_interface", _interfaces(row)),
        ),
    )


def _is_spot(row: Row) -> bool:
    market = row.block("instance_market_options").text("market_type")
    lifecycle = row.text("instance_lifecycle")
    return row.type == "aws_spot_instance_request" or "spot" in (market, lifecycle)


def _interfaces(row: Row) -> tuple[str, ...]:
    return tuple(
        word
        for block in row.blocks("network_interface")
        if (word := block.text("network_interface_id"))
    )


def template_named(block: Block) -> str:
    """The launch template that a block names, by id or by name; '' where it names none."""
    identity = block.text("id", "launch_template_id")
    return identity or arn.named("launch-template", block.text("name", "launch_template_name"))


def launch_template(record: Record) -> Reading:
    """aws_launch_template: how the machines of a group are made."""
    row = Row(record)
    size = row.text("instance_type")
    mapped = [block.block("ebs") for block in row.blocks("block_device_mappings")]
    disks = tuple(disk(block) for block in mapped if block)
    cards = row.blocks("network_interfaces")
    card = cards[0] if cards else Block({})
    groups = row.texts("vpc_security_group_ids") or card.texts("security_groups")
    profile = row.block("iam_instance_profile").text("arn", "name")
    spot = row.block("instance_market_options").text("market_type") == "spot"
    machine = VirtualMachine(
        size=size,
        architecture=machines.architecture(size),
        os=machines.tagged_system(row.tags) or machines.tagged_system(_instance_tags(row)),
        image=row.text("image_id"),
        boot_disk=disks[0] if disks else None,
        data_disks=disks[1:],
        subnets=card.texts("subnet_id"),
        security_groups=groups,
        public_ip=bool(card.flag("associate_public_ip_address")),
        key_pair=arn.named("key-pair", row.text("key_name")),
        role=arn.named("instance-profile", profile),
        user_data=bool(row.text("user_data")),
        spot=spot,
    )
    return row.reading(
        row.own_arn("ec2", f"launch-template/{row.native}"),
        row.name(),
        spec=machine,
        aliases=(arn.named("launch-template", row.text("name")),),
        references=_template_references(machine, "image_id", "vpc_security_group_ids"),
    )


def _instance_tags(row: Row) -> dict[str, str]:
    for block in row.blocks("tag_specifications"):
        if block.text("resource_type") == "instance":
            return block.words("tags")
    return {}


def _template_references(machine: VirtualMachine, image: str, groups: str) -> tuple[Reference, ...]:
    return arn.references(
        ("uses", image, machine.image),
        ("guarded-by", groups, machine.security_groups),
        ("uses", "key_name", machine.key_pair),
        ("uses", "iam_instance_profile", machine.role),
        ("in", "subnet_id", machine.subnets),
    )


def launch_configuration(record: Record) -> Reading:
    """aws_launch_configuration: the older form of a template."""
    row = Row(record)
    size = row.text("instance_type")
    root = root_disk(row)
    machine = VirtualMachine(
        size=size,
        architecture=machines.architecture(size),
        image=row.text("image_id"),
        boot_disk=disk(root) if root else None,
        data_disks=tuple(disk(block) for block in extra_disks(row)),
        security_groups=row.texts("security_groups"),
        public_ip=bool(row.flag("associate_public_ip_address")),
        key_pair=arn.named("key-pair", row.text("key_name")),
        role=arn.named("instance-profile", row.text("iam_instance_profile")),
        user_data=bool(row.text("user_data", "user_data_base64")),
        spot=bool(row.text("spot_price")),
    )
    return row.reading(
        row.own_arn("autoscaling", f"launchConfiguration:*:launchConfigurationName/{row.native}"),
        row.name(),
        spec=machine,
        aliases=(arn.named("launch-configuration", row.text("name", "id")),),
        references=_template_references(machine, "image_id", "security_groups"),
    )


def key_pair(record: Record) -> Reading:
    """aws_key_pair: a public key that machines are made with."""
    row = Row(record)
    public = row.text("public_key")
    words = public.split()
    return row.reading(
        row.own_arn("ec2", f"key-pair/{row.text('key_pair_id', 'id')}"),
        row.name("key_name"),
        spec=KeyPair(
            # The comment is often a person's name: the key itself is what matters.
            public_key=" ".join(words[:2]),
            algorithm=row.text("key_type") or (words[0].removeprefix("ssh-") if words else ""),
        ),
        aliases=(arn.named("key-pair", row.text("key_name")), *row.texts("key_pair_id")),
    )


def image(record: Record) -> Reading:
    """aws_ami, aws_ami_copy, aws_ami_from_instance: an image of one's own."""
    row = Row(record)
    platform = row.text("platform_details", "platform")
    sizes = [block.size("volume_size") or 0 for block in _image_disks(row)]
    written = row.text("architecture")
    return row.reading(
        row.own_arn("ec2", f"image/{row.native}"),
        row.name("name"),
        spec=Image(
            os=machines.tagged_system(row.tags) or _image_system(row, platform),
            architecture="arm64" if written == "arm64" else "x86_64" if written else "",
            size_gib=sum(sizes) or None,
            licence=machines.licence(row.text("platform_details")),
            software=machines.sql_server(platform) or machines.sql_server(row.text("name")),
        ),
        references=arn.references(
            ("uses", "source_ami_id", row.text("source_ami_id")),
            ("uses", "source_instance_id", row.text("source_instance_id")),
            ("uses", "root_snapshot_id", row.text("root_snapshot_id")),
        ),
    )


def _image_disks(row: Row) -> list[Block]:
    """An image's disks, as a managed image (`ebs_block_device`) or a data source writes them."""
    mapped = [block.block("ebs") for block in row.blocks("block_device_mappings")]
    return row.blocks("ebs_block_device") or mapped


def _image_system(row: Row, platform: str) -> str:
    """The system that an image's name, platform or description tells; Windows by platform first."""
    told = (row.text("name"), platform, row.text("description"))
    found = next(filter(None, map(machines.operating_system, told)), "")
    if platform.lower().startswith("windows") and not found.startswith("windows"):
        return "windows"
    return found or ("linux" if "Linux" in platform else "")


def placement_group(record: Record) -> Reading:
    """aws_placement_group, which machines name by its name."""
    row = Row(record)
    return row.reading(
        row.own_arn("ec2", f"placement-group/{row.native}"),
        row.name("name"),
        kind=Kind("compute.placement_group"),
        aliases=(arn.named("placement-group", row.text("name")),),
    )


RULES: dict[str, FromTerraform] = {
    "aws_ami": image,
    "aws_ami_copy": image,
    "aws_ami_from_instance": image,
    "aws_instance": instance,
    "aws_key_pair": key_pair,
    "aws_launch_configuration": launch_configuration,
    "aws_launch_template": launch_template,
    "aws_placement_group": placement_group,
    "aws_spot_instance_request": instance,
}
