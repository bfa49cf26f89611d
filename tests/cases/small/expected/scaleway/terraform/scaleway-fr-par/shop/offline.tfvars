image_ami_1            = "ubuntu_noble"
private_network_orders = "fr-par/11111111-1111-4111-8111-111111111111"
foundation = {
  scaleway_vpc_private_network_id = {
    "private/private-a" = "fr-par/11111111-1111-4111-8111-111111111111"
    "private/private-b" = "fr-par/11111111-1111-4111-8111-111111111111"
  }
}
