"""Synthetic AWS estates as Terraform state: seeded, about 25 types, Zipf-sized applications, 3 edges a resource."""

import random
from collections.abc import Iterator
from typing import Any

REGION = "eu-west-3"
ACCOUNT = "123456789012"
SIZES = ("t3.medium", "m6i.large", "m6i.xlarge", "c6i.large", "r6i.xlarge", "m5.2xlarge")

Instance = tuple[str, str, dict[str, Any]]
"""(Terraform type, name, attributes)."""


def _arn(service: str, rest: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}"


class Estate:
    """Makes instances of one estate, application by application."""

    def __init__(self, resources: int, seed: int = 7) -> None:
        self._resources = resources
        self._random = random.Random(seed)  # noqa: S311 - a synthetic estate, not a secret
        self._number = 0

    def instances(self) -> Iterator[Instance]:
        """Every instance, networks first, about `resources` of them in all."""
        made = 0
        for instance in self._shared():
            made += 1
            yield instance
        rank = 1
        while made < self._resources:
            for instance in self._application(rank, self._size(rank)):
                made += 1
                yield instance
                if made >= self._resources:
                    return
            rank += 1

    def _size(self, rank: int) -> int:
        """Zipf: the largest application holds a twelfth of the estate, the smallest twenty resources."""
        return max(20, self._resources // 12 // rank)

    def _id(self, prefix: str) -> str:
        self._number += 1
        return f"{prefix}-{self._number:017x}"

    def _shared(self) -> Iterator[Instance]:
        self.vpc = self._id("vpc")
        yield (
            "aws_vpc",
            "main",
            {
                "id": self.vpc,
                "arn": _arn("ec2", f"vpc/{self.vpc}"),
                "cidr_block": "10.0.0.0/16",
                "tags": {"Name": "main"},
            },
        )
        gateway = self._id("igw")
        yield (
            "aws_internet_gateway",
            "main",
            {
                "id": gateway,
                "arn": _arn("ec2", f"internet-gateway/{gateway}"),
                "vpc_id": self.vpc,
                "tags": {"Name": "main"},
            },
        )
        self.subnets = []
        for number in range(240):
            subnet = self._id("subnet")
            self.subnets.append(subnet)
            yield "aws_subnet", f"s{number}", {
                "id": subnet, "arn": _arn("ec2", f"subnet/{subnet}"), "vpc_id": self.vpc,
                "cidr_block": f"10.0.{number}.0/24", "availability_zone": f"{REGION}{'abc'[number % 3]}",
                "tags": {"Name": f"subnet-{number}"},
            }  # fmt: skip
        self.zone = "Z0000000000000000001"
        yield (
            "aws_route53_zone",
            "main",
            {
                "id": self.zone,
                "zone_id": self.zone,
                "arn": f"arn:aws:route53:::hostedzone/{self.zone}",
                "name": "example.org",
                "tags": {},
            },
        )
        self.key = _arn("kms", "key/11111111-2222-3333-4444-555555555555")
        yield (
            "aws_kms_key",
            "main",
            {
                "id": self.key[-36:],
                "arn": self.key,
                "key_id": self.key[-36:],
                "description": "main",
                "enable_key_rotation": True,
                "tags": {},
            },
        )

    def _application(self, rank: int, size: int) -> Iterator[Instance]:
        name = f"app-{rank:05d}"
        tags = {"application": name, "owner": f"team-{rank % 40}", "env": "prod"}
        group = self._id("sg")
        yield "aws_security_group", f"{name}-sg", {
            "id": group, "arn": _arn("ec2", f"security-group/{group}"), "name": f"{name}-sg", "description": name,
            "vpc_id": self.vpc, "tags": tags,
            "ingress": [{"from_port": 443, "to_port": 443, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"], "security_groups": [], "ipv6_cidr_blocks": [], "prefix_list_ids": [], "description": "", "self": False}],
            "egress": [{"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"], "security_groups": [], "ipv6_cidr_blocks": [], "prefix_list_ids": [], "description": "", "self": False}],
        }  # fmt: skip
        role = f"arn:aws:iam::{ACCOUNT}:role/{name}"
        yield (
            "aws_iam_role",
            f"{name}-role",
            {
                "id": name,
                "name": name,
                "arn": role,
                "assume_role_policy": '{"Statement":[{"Principal":{"Service":"ec2.amazonaws.com"}}]}',
                "tags": tags,
            },
        )
        balancer = _arn("elasticloadbalancing", f"loadbalancer/app/{name}/{rank:016x}")
        yield (
            "aws_lb",
            f"{name}-lb",
            {
                "id": balancer,
                "arn": balancer,
                "name": name,
                "load_balancer_type": "application",
                "internal": False,
                "subnets": self.subnets[:2],
                "security_groups": [group],
                "tags": tags,
            },
        )
        target = _arn("elasticloadbalancing", f"targetgroup/{name}/{rank:016x}")
        yield (
            "aws_lb_target_group",
            f"{name}-tg",
            {
                "id": target,
                "arn": target,
                "name": name,
                "port": 8080,
                "protocol": "HTTP",
                "vpc_id": self.vpc,
                "health_check": [
                    {
                        "path": "/",
                        "protocol": "HTTP",
                        "interval": 30,
                        "timeout": 5,
                        "healthy_threshold": 3,
                        "unhealthy_threshold": 3,
                        "matcher": "200",
                        "port": "traffic-port",
                        "enabled": True,
                    }
                ],
                "tags": tags,
            },
        )
        listener = f"{balancer.replace('loadbalancer', 'listener')}/{rank:016x}"
        yield (
            "aws_lb_listener",
            f"{name}-l",
            {
                "id": listener,
                "arn": listener,
                "load_balancer_arn": balancer,
                "port": 80,
                "protocol": "HTTP",
                "default_action": [{"type": "forward", "target_group_arn": target}],
            },
        )
        yield (
            "aws_route53_record",
            f"{name}-dns",
            {
                "id": f"{self.zone}_{name}",
                "zone_id": self.zone,
                "name": f"{name}.example.org",
                "fqdn": f"{name}.example.org",
                "type": "CNAME",
                "ttl": 300,
                "records": [f"{name}.elb.amazonaws.com"],
                "alias": [],
            },
        )
        for number in range(size - 6):
            yield from self._one(name, number, tags, group, target)

    def _one(  # noqa: C901, PLR0915 - a branch a type
        self, name: str, number: int, tags: dict[str, str], group: str, target: str
    ) -> Iterator[Instance]:
        draw = self._random
        kind = draw.choices(range(9), (40, 18, 12, 8, 6, 6, 4, 3, 3))[0]
        label = f"{name}-{draw.choice(('web', 'api', 'job', 'db', 'log'))}-{number}"
        own = {**tags, "Name": label}
        subnet = draw.choice(self.subnets)
        if kind == 0:
            machine = self._id("i")
            self.last = machine
            yield "aws_instance", label, {
                "id": machine, "arn": _arn("ec2", f"instance/{machine}"), "ami": "ami-00000000000000001",
                "instance_type": draw.choice(SIZES), "subnet_id": subnet, "vpc_security_group_ids": [group],
                "iam_instance_profile": name, "availability_zone": f"{REGION}a", "private_ip": "10.0.0.10",
                "root_block_device": [{"volume_size": 20, "volume_type": "gp3", "encrypted": True, "kms_key_id": self.key}],
                "tags": own,
            }  # fmt: skip
        elif kind == 1:
            volume = self._id("vol")
            yield (
                "aws_ebs_volume",
                label,
                {
                    "id": volume,
                    "arn": _arn("ec2", f"volume/{volume}"),
                    "size": draw.choice((50, 100, 500)),
                    "type": "gp3",
                    "availability_zone": f"{REGION}a",
                    "encrypted": True,
                    "kms_key_id": self.key,
                    "tags": own,
                },
            )
        elif kind == 2:
            bucket = f"{label}-{self._id('b')}"
            yield (
                "aws_s3_bucket",
                label,
                {
                    "id": bucket,
                    "arn": f"arn:aws:s3:::{bucket}",
                    "bucket": bucket,
                    "region": REGION,
                    "tags": own,
                },
            )
        elif kind == 3:
            queue = _arn("sqs", label)
            yield (
                "aws_sqs_queue",
                label,
                {
                    "id": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{label}",
                    "arn": queue,
                    "name": label,
                    "fifo_queue": False,
                    "message_retention_seconds": 345600,
                    "visibility_timeout_seconds": 30,
                    "tags": own,
                },
            )
        elif kind == 4:
            secret = _arn("secretsmanager", f"secret:{label}-AbCdEf")
            yield (
                "aws_secretsmanager_secret",
                label,
                {"id": secret, "arn": secret, "name": label, "kms_key_id": self.key, "tags": own},
            )
        elif kind == 5:
            yield (
                "aws_lambda_function",
                label,
                {
                    "id": label,
                    "function_name": label,
                    "arn": _arn("lambda", f"function:{label}"),
                    "memory_size": 512,
                    "runtime": "python3.12",
                    "role": f"arn:aws:iam::{ACCOUNT}:role/{name}",
                    "tags": own,
                },
            )
        elif kind == 6:
            database = _arn("rds", f"db:{label}")
            yield (
                "aws_db_instance",
                label,
                {
                    "id": label,
                    "identifier": label,
                    "arn": database,
                    "engine": "postgres",
                    "engine_version": "16.3",
                    "instance_class": "db.r6g.large",
                    "allocated_storage": 200,
                    "storage_type": "gp3",
                    "multi_az": draw.random() < 0.5,
                    "vpc_security_group_ids": [group],
                    "kms_key_id": self.key,
                    "storage_encrypted": True,
                    "backup_retention_period": 7,
                    "tags": own,
                },
            )
        elif kind == 7:
            address = self._id("eipalloc")
            yield (
                "aws_eip",
                label,
                {
                    "id": address,
                    "arn": _arn("ec2", f"elastic-ip/{address}"),
                    "public_ip": "203.0.113.10",
                    "instance": getattr(self, "last", ""),
                    "tags": own,
                },
            )
        else:
            yield (
                "aws_lb_target_group_attachment",
                label,
                {
                    "id": f"{target}-{number}",
                    "target_group_arn": target,
                    "target_id": getattr(self, "last", "i-none"),
                    "port": 8080,
                },
            )


def state(resources: int, seed: int = 7) -> dict[str, Any]:
    """A Terraform state v4 of about that many instances."""
    return {
        "version": 4, "terraform_version": "1.11.4", "serial": 1,
        "lineage": "00000000-0000-4000-8000-000000000000", "outputs": {},
        "resources": [
            {
                "mode": "managed", "type": type_, "name": name.replace("-", "_"),
                "provider": 'provider["registry.terraform.io/hashicorp/aws"]',
                "instances": [{"schema_version": 0, "attributes": attributes, "sensitive_attributes": []}],
            }
            for type_, name, attributes in Estate(resources, seed).instances()
        ],
        "check_results": None,
    }  # fmt: skip
