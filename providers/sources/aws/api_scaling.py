"""Auto Scaling answers, and those of launch templates."""

from collections.abc import Iterator
from typing import Any

from providers.sources.aws.api import Answer, Native, Place, pick, tags


def _mapped(answer: Answer) -> list[dict[str, Any]]:
    return [
        {
            "device_name": disk.get("DeviceName"),
            "ebs": [
                pick(
                    disk["Ebs"],
                    volume_size="VolumeSize",
                    volume_type="VolumeType",
                    iops="Iops",
                    encrypted="Encrypted",
                    kms_key_id="KmsKeyId",
                )
            ],
        }
        for disk in answer.get("BlockDeviceMappings") or ()
        if "Ebs" in disk
    ]


def launch_template(answer: Answer, place: Place) -> Iterator[Native]:
    """A launch template; what is in it comes with its version."""
    identity = answer["LaunchTemplateId"]
    yield Native(
        "aws_launch_template",
        identity,
        {
            "id": identity,
            "name": answer.get("LaunchTemplateName"),
            "arn": place.arn("ec2", f"launch-template/{identity}"),
            "tags": tags(answer),
        },
    )


def template_version(answer: Answer) -> dict[str, Any]:
    """What the latest version of a launch template holds; its user data is not kept."""
    versions: Any = answer.get("LaunchTemplateVersions") or ({},)
    data = versions[0].get("LaunchTemplateData") or {}
    profile = data.get("IamInstanceProfile") or {}
    attributes = pick(
        data,
        image_id="ImageId",
        instance_type="InstanceType",
        key_name="KeyName",
        vpc_security_group_ids="SecurityGroupIds",
    )
    attributes |= {
        "user_data": "present" if data.get("UserData") else "",
        "iam_instance_profile": [pick(profile, arn="Arn", name="Name")] if profile else [],
        "block_device_mappings": _mapped(data),
        "network_interfaces": [_card(card) for card in data.get("NetworkInterfaces") or ()],
        "instance_market_options": [
            {"market_type": (data.get("InstanceMarketOptions") or {}).get("MarketType")}
        ],
        "tag_specifications": [
            {"resource_type": item.get("ResourceType"), "tags": tags(item)}
            for item in data.get("TagSpecifications") or ()
        ],
    }
    return attributes


def _card(answer: Answer) -> dict[str, Any]:
    return pick(
        answer,
        associate_public_ip_address="AssociatePublicIpAddress",
        security_groups="Groups",
        subnet_id="SubnetId",
    )


def launch_configuration(answer: Answer, _place: Place) -> Iterator[Native]:
    """The older form of a template."""
    name = answer["LaunchConfigurationName"]
    attributes = pick(
        answer,
        arn="LaunchConfigurationARN",
        image_id="ImageId",
        instance_type="InstanceType",
        key_name="KeyName",
        security_groups="SecurityGroups",
        iam_instance_profile="IamInstanceProfile",
        associate_public_ip_address="AssociatePublicIpAddress",
        spot_price="SpotPrice",
    )
    attributes |= {
        "id": name,
        "name": name,
        "user_data": "present" if answer.get("UserData") else "",
        "ebs_block_device": [disk["ebs"][0] for disk in _mapped(answer)],
    }
    yield Native("aws_launch_configuration", name, attributes)


def _template(answer: Answer) -> list[dict[str, Any]]:
    named = answer.get("LaunchTemplate")
    if not named:
        return []
    return [pick(named, id="LaunchTemplateId", name="LaunchTemplateName")]


def _mixed(answer: Answer) -> list[dict[str, Any]]:
    policy = answer.get("MixedInstancesPolicy")
    if not policy:
        return []
    template = policy.get("LaunchTemplate") or {}
    shares = policy.get("InstancesDistribution") or {}
    return [
        {
            "launch_template": [
                {
                    "launch_template_specification": [
                        pick(
                            template.get("LaunchTemplateSpecification") or {},
                            launch_template_id="LaunchTemplateId",
                            launch_template_name="LaunchTemplateName",
                        )
                    ],
                    "override": [
                        pick(item, instance_type="InstanceType")
                        for item in template.get("Overrides") or ()
                    ],
                }
            ],
            "instances_distribution": [
                pick(
                    shares,
                    on_demand_base_capacity="OnDemandBaseCapacity",
                    on_demand_percentage_above_base_capacity="OnDemandPercentageAboveBaseCapacity",
                )
            ],
        }
    ]


def scaling_group(answer: Answer, _place: Place) -> Iterator[Native]:
    """An Auto Scaling group."""
    name = answer["AutoScalingGroupName"]
    attributes = pick(
        answer,
        arn="AutoScalingGroupARN",
        min_size="MinSize",
        max_size="MaxSize",
        desired_capacity="DesiredCapacity",
        launch_configuration="LaunchConfigurationName",
        target_group_arns="TargetGroupARNs",
        load_balancers="LoadBalancerNames",
        health_check_type="HealthCheckType",
        availability_zones="AvailabilityZones",
    )
    attributes |= {
        "id": name,
        "name": name,
        "launch_template": _template(answer),
        "mixed_instances_policy": _mixed(answer),
        "vpc_zone_identifier": [
            word for word in (answer.get("VPCZoneIdentifier") or "").split(",") if word
        ],
        "tag": [{"key": key, "value": value} for key, value in sorted(tags(answer).items())],
    }
    yield Native("aws_autoscaling_group", name, attributes)


def scaling_policy(answer: Answer, _place: Place) -> Iterator[Native]:
    """What makes a group grow."""
    name = f"{answer['AutoScalingGroupName']}/{answer['PolicyName']}"
    tracking = answer.get("TargetTrackingConfiguration")
    attributes = pick(answer, arn="PolicyARN", autoscaling_group_name="AutoScalingGroupName")
    if tracking:
        given = tracking.get("PredefinedMetricSpecification") or {}
        own = tracking.get("CustomizedMetricSpecification") or {}
        attributes["target_tracking_configuration"] = [
            {
                "target_value": tracking.get("TargetValue"),
                "predefined_metric_specification": [
                    pick(given, predefined_metric_type="PredefinedMetricType")
                ],
                "customized_metric_specification": [pick(own, metric_name="MetricName")],
            }
        ]
    yield Native("aws_autoscaling_policy", name, attributes)


def scaling_schedule(answer: Answer, _place: Place) -> Iterator[Native]:
    """When a group grows."""
    name = f"{answer['AutoScalingGroupName']}/{answer['ScheduledActionName']}"
    attributes = pick(
        answer,
        autoscaling_group_name="AutoScalingGroupName",
        recurrence="Recurrence",
        desired_capacity="DesiredCapacity",
    )
    if answer.get("StartTime") and "recurrence" not in attributes:
        attributes["start_time"] = str(answer["StartTime"])
    yield Native("aws_autoscaling_schedule", name, attributes)
