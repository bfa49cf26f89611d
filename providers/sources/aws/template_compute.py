"""Templates: machines, their launch templates and groups."""

from collections.abc import Iterable
from typing import Any

from providers.sources.aws import api_scaling
from providers.sources.aws.api import Native
from providers.sources.aws.casing import snaked
from providers.sources.aws.template_parts import (
    NOWHERE,
    Adapt,
    Properties,
    as_answer,
    blocks,
    native,
    words,
)


def instance(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A machine, with its disks by device name and its first card."""
    attributes: dict[str, Any] = snaked(dict(properties))
    cards = blocks(attributes.pop("network_interfaces", None))
    card = cards[0] if cards else {}
    groups = attributes.get("security_group_ids") or attributes.get("security_groups")
    disks = [
        {"device_name": disk.get("device_name"), **ebs}
        for disk in blocks(attributes.pop("block_device_mappings", None))
        for ebs in blocks(disk.get("ebs"))
    ]
    attributes |= {
        "ami": attributes.get("image_id"),
        "subnet_id": attributes.get("subnet_id") or card.get("subnet_id"),
        "vpc_security_group_ids": words(groups) or words(card.get("group_set")),
        "associate_public_ip_address": card.get("associate_public_ip_address"),
        "private_ip": attributes.get("private_ip_address"),
        "placement_group": attributes.get("placement_group_name"),
        "ebs_block_device": disks,
    }
    yield native(native_type, own, attributes, properties)


def launch_template(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A launch template."""
    data = properties.get("LaunchTemplateData")
    answer = {"LaunchTemplateVersions": [{"LaunchTemplateData": data or {}}]}
    attributes = api_scaling.template_version(answer)
    attributes["name"] = properties.get("LaunchTemplateName")
    yield native(native_type, own, attributes, properties)


def scaling_group(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """An Auto Scaling group."""
    answer = {**properties, "AutoScalingGroupName": own}
    answer["VPCZoneIdentifier"] = ",".join(words(properties.get("VPCZoneIdentifier")))
    for found in api_scaling.scaling_group(answer, NOWHERE):
        found.attributes["name"] = properties.get("AutoScalingGroupName")
        yield native(native_type, own, found.attributes, properties)


def scaling_part(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A policy or schedule of a group."""
    answer = {
        "AutoScalingGroupName": "",
        **properties,
        "PolicyName": own,
        "ScheduledActionName": own,
    }
    policy = native_type == "aws_autoscaling_policy"
    read = api_scaling.scaling_policy if policy else api_scaling.scaling_schedule
    for found in read(answer, NOWHERE):
        yield native(native_type, own, found.attributes, properties)


ADAPTERS: dict[str, Adapt] = {
    "aws_autoscaling_group": scaling_group,
    "aws_autoscaling_policy": scaling_part,
    "aws_autoscaling_schedule": scaling_part,
    "aws_instance": instance,
    "aws_launch_configuration": as_answer(
        api_scaling.launch_configuration, "LaunchConfigurationName"
    ),
    "aws_launch_template": launch_template,
}
