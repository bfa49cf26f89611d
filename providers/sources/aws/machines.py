"""What an instance size and an image name tell: architecture, GPUs, operating system.

AWS writes them into its names: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
(a `g` after the generation means Graviton; families `p`, `g` and `gr` carry GPUs).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from planner.model.resource import Kind
from planner.model.spec import Architecture, Licence

_SIZE = re.compile(r"^(?:db\.|cache\.|ml\.)?([a-z]+)(\d+)([a-z-]*)\.")
_GPU = frozenset({"p", "g", "gr"})
_FIRST_ARM = frozenset({"a1", "mac2"})
_SQL_SERVER = re.compile(
    r"sql[ _]?(?:server)?[ _]?(?:20\d\d)?(?:_sp\d)?[ _](standard|enterprise|web|express)"
)
_OS_TAGS = ("os", "operating-system", "operating_system", "operatingsystem", "platform")

_FAMILIES = (
    (re.compile(r"windows(?:[ _-]?server)?[ _-]*(\d{4})?"), "windows"),
    (re.compile(r"ubuntu.*?(\d{2}\.\d{2})|ubuntu"), "ubuntu"),
    (re.compile(r"debian[^0-9]{0,3}(\d{1,2})?"), "debian"),
    (re.compile(r"(?:rhel|red ?hat)[^0-9]{0,20}(\d{1,2})?"), "rhel"),
    (re.compile(r"(?:sles|suse)[^0-9]{0,24}(\d{2})?"), "sles"),
    (re.compile(r"rocky[^0-9]{0,8}(\d{1,2})?"), "rocky"),
    (re.compile(r"alma ?linux[^0-9]{0,5}(\d{1,2})?"), "almalinux"),
    (re.compile(r"centos[^0-9]{0,16}(\d{1,2})?"), "centos"),
    (re.compile(r"oracle ?linux[^0-9]{0,5}(\d{1,2})?"), "oracle-linux"),
    (re.compile(r"al(20\d\d)|amazon[ _-]?linux[^0-9]?(20\d\d|\d)?|amzn(2)?"), "amazon-linux"),
    (re.compile(r"bottlerocket"), "bottlerocket"),
)


@lru_cache(maxsize=4096)
def operating_system(words: str) -> str:
    """Family and version that an image name, platform or tag names; '' where it names none.

    Example: operating_system("ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64") == "ubuntu-22.04".
    """
    lowered = words.lower()
    for pattern, family in _FAMILIES:
        found = pattern.search(lowered)
        if found:
            version = next((group for group in found.groups() if group), "")
            return f"{family}-{version}" if version else family
    return ""


def tagged_system(tags: Mapping[str, str]) -> str:
    """The operating system that the tags name; '' where they name none."""
    named = [key for key in tags if key.lower() in _OS_TAGS]
    return operating_system(tags[min(named)]) if named else ""


def licence(platform: str) -> Licence:
    """Whether the price holds the licence, from the API's platform details; '' where not told."""
    if not platform:
        return ""
    if "BYOL" in platform:
        return "byol"
    return "none" if platform == "Linux/UNIX" else "included"


@lru_cache(maxsize=4096)
def sql_server(words: str) -> str:
    """The SQL Server edition in an image name or platform, e.g. sql-server-standard; '' without."""
    found = _SQL_SERVER.search(words.lower())
    return f"sql-server-{found.group(1)}" if found else ""


@lru_cache(maxsize=4096)
def architecture(size: str) -> Architecture:
    """The processor of an instance type; '' for names that do not say."""
    found = _SIZE.match(size)
    if not found:
        return ""
    family, generation, options = found.groups()
    return "arm64" if family + generation in _FIRST_ARM or "g" in options else "x86_64"


@lru_cache(maxsize=4096)
def has_gpu(size: str) -> bool:
    """Whether the family of an instance type carries GPUs."""
    found = _SIZE.match(size)
    return bool(found) and found.group(1) in _GPU  # type: ignore[union-attr]


def kind_of(size: str, system: str, *, spot: bool) -> Kind | None:
    """The kind of a machine that its attributes decide; None leaves it to the table of types.

    A GPU outweighs Windows, and Windows outweighs spot: what is harder to find elsewhere decides.
    """
    if has_gpu(size):
        return Kind("compute.gpu")
    if system.startswith("windows"):
        return Kind("compute.vm_windows")
    return Kind("compute.spot") if spot else None
