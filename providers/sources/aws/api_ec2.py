"""EC2 answers: machines, disks, images, keys, addresses."""

from collections.abc import Iterator

from providers.sources.aws.api import Answer, Native, Place, ids, pick, tags


def instance(answer: Answer, place: Place) -> Iterator[Native]:
    """An instance; its root disk is named, and read as a volume."""
    identity = answer["InstanceId"]
    root = answer.get("RootDeviceName")
    disks = [
        {"device_name": disk.get("DeviceName"), "volume_id": disk.get("Ebs", {}).get("VolumeId")}
        for disk in answer.get("BlockDeviceMappings") or ()
    ]
    attributes = pick(
        answer,
        ami="ImageId",
        instance_type="InstanceType",
        subnet_id="SubnetId",
        key_name="KeyName",
        private_ip="PrivateIpAddress",
        public_ip="PublicIpAddress",
        private_dns="PrivateDnsName",
        public_dns="PublicDnsName",
        instance_lifecycle="InstanceLifecycle",
        platform_details="PlatformDetails",
        architecture="Architecture",
    )
    attributes |= {
        "id": identity,
        "arn": place.arn("ec2", f"instance/{identity}"),
        "availability_zone": answer.get("Placement", {}).get("AvailabilityZone"),
        "placement_group": answer.get("Placement", {}).get("GroupName"),
        "iam_instance_profile": answer.get("IamInstanceProfile", {}).get("Arn"),
        "instance_state": answer.get("State", {}).get("Name"),
        "vpc_security_group_ids": ids(answer, "SecurityGroups", "GroupId"),
        "root_volume": [disk for disk in disks if disk["device_name"] == root],
        "tags": tags(answer),
    }
    cards = answer.get("NetworkInterfaces") or ()
    if cards:
        attributes["primary_network_interface_id"] = cards[0].get("NetworkInterfaceId")
    yield Native("aws_instance", identity, attributes)


def volume(answer: Answer, place: Place) -> Iterator[Native]:
    """A volume, with the machine that has it."""
    identity = answer["VolumeId"]
    attributes = pick(
        answer,
        size="Size",
        type="VolumeType",
        iops="Iops",
        throughput="Throughput",
        encrypted="Encrypted",
        kms_key_id="KmsKeyId",
        snapshot_id="SnapshotId",
        availability_zone="AvailabilityZone",
    )
    attachments = [
        {"instance_id": item.get("InstanceId"), "device_name": item.get("Device")}
        for item in answer.get("Attachments") or ()
    ]
    attributes |= {
        "id": identity,
        "arn": place.arn("ec2", f"volume/{identity}"),
        "attachment": attachments,
        "tags": tags(answer),
    }
    yield Native("aws_ebs_volume", identity, attributes)


def image(answer: Answer, place: Place) -> Iterator[Native]:
    """An image of one's own."""
    identity = answer["ImageId"]
    attributes = pick(
        answer,
        name="Name",
        description="Description",
        architecture="Architecture",
        platform_details="PlatformDetails",
        platform="Platform",
    )
    attributes |= {
        "id": identity,
        "arn": place.arn("ec2", f"image/{identity}"),
        "ebs_block_device": [
            {"volume_size": disk["Ebs"].get("VolumeSize")}
            for disk in answer.get("BlockDeviceMappings") or ()
            if "Ebs" in disk
        ],
        "tags": tags(answer),
    }
    yield Native("aws_ami", identity, attributes)


def key_pair(answer: Answer, place: Place) -> Iterator[Native]:
    """A public key."""
    name = answer["KeyName"]
    attributes = pick(answer, key_pair_id="KeyPairId", key_type="KeyType", public_key="PublicKey")
    attributes |= {
        "id": name,
        "key_name": name,
        "arn": place.arn("ec2", f"key-pair/{name}"),
        "tags": tags(answer),
    }
    yield Native("aws_key_pair", name, attributes)


def address(answer: Answer, place: Place) -> Iterator[Native]:
    """An Elastic IP."""
    identity = answer.get("AllocationId") or answer["PublicIp"]
    attributes = pick(
        answer,
        public_ip="PublicIp",
        allocation_id="AllocationId",
        instance="InstanceId",
        network_interface="NetworkInterfaceId",
    )
    attributes |= {
        "id": identity,
        "arn": place.arn("ec2", f"elastic-ip/{identity}"),
        "tags": tags(answer),
    }
    yield Native("aws_eip", identity, attributes)
