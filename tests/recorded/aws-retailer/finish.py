"""Give an applied state the addresses that AWS would have given, and write it as the sample.

    python finish.py terraform.tfstate ../../../mappings/samples/aws-retailer/terraform.tfstate

moto answers with queue URLs of its own server and with public addresses of the loopback range; both
become what a reader expects: the region's queue service, and the documentation range 203.0.113.0/24.
"""

import json
import re
import sys
from pathlib import Path

_QUEUES = re.compile(r"http://127\.0\.0\.1:\d+/(\d{12})/")
_PUBLIC = re.compile(r"\b127\.\d+\.\d+\.\d+\b")


def finished(text: str) -> str:
    """The state with believable addresses; equal addresses stay equal."""
    text = _QUEUES.sub(r"https://sqs.eu-west-3.amazonaws.com/\1/", text)
    known: dict[str, str] = {}
    for found in _PUBLIC.findall(text):
        known.setdefault(found, f"203.0.113.{len(known) + 10}")
    return _PUBLIC.sub(lambda match: known[match.group()], text)


if __name__ == "__main__":
    source, target = (Path(word) for word in sys.argv[1:3])
    state = json.loads(finished(source.read_text(encoding="utf-8")))
    target.write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
