"""Kinds that become a load balancer."""

BALANCERS = frozenset({"network.lb_l4", "network.lb_l7", "network.lb_classic"})
