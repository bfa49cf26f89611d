"""Objects of lists that hold things of several types."""

from collections.abc import Iterator

from providers.sources.aws.api import Answer, Native, Place
from providers.sources.aws.shapes import shaped


def kafka_cluster(answer: Answer, place: Place) -> Iterator[Native]:
    """A cluster of Kafka: of machines, or one without."""
    serverless = answer.get("ClusterType") == "SERVERLESS"
    yield shaped("aws_msk_serverless_cluster" if serverless else "aws_msk_cluster", answer, place)
