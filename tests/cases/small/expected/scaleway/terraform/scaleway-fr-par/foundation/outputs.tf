output "scaleway_vpc_private_network_id" {
  description = "id of each scaleway_vpc_private_network that applications use, by name."
  value = {
    "private/private-a" = scaleway_vpc_private_network.private["private-a"].id
    "private/private-b" = scaleway_vpc_private_network.private["private-b"].id
  }
}
