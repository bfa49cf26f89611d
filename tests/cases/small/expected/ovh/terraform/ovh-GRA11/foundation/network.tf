# Every vRack subnet:
# Lost (minor): Subnets do not hand out public addresses; a machine gets one by a floating address of its own.
#   Instead: Machines that had a public address get a floating one.

# arn:aws:ec2:eu-west-3:123456789012:subnet/subnet-0a1b2c3d4e5f60001 (private-a)
resource "ovh_cloud_network_private_vrack_subnet" "private_a" {
  service_name    = var.service_name
  region          = var.region
  network_id      = ovh_cloud_network_private_vrack.main.id
  name            = "private-a"
  cidr            = "10.0.1.0/24"
  gateway_ip      = cidrhost("10.0.1.0/24", 1)
  dhcp_enabled    = true
  dns_nameservers = ["213.186.33.99"]
}

# arn:aws:ec2:eu-west-3:123456789012:subnet/subnet-0a1b2c3d4e5f60002 (private-b)
resource "ovh_cloud_network_private_vrack_subnet" "private_b" {
  service_name    = var.service_name
  region          = var.region
  network_id      = ovh_cloud_network_private_vrack.main.id
  name            = "private-b"
  cidr            = "10.0.2.0/24"
  gateway_ip      = cidrhost("10.0.2.0/24", 1)
  dhcp_enabled    = true
  dns_nameservers = ["213.186.33.99"]
}

# Every vRack private network:
# Lost (minor): A private network is a layer-2 segment without an address space of its own; subnets alone carry
#   ranges. Instead: One gateway joins the subnets and routes between them; filter by security group.

# arn:aws:ec2:eu-west-3:123456789012:vpc/vpc-0a1b2c3d4e5f60001 (main)
# Lost (major): It spans several zones at the source; this region of OVHcloud has one. Instead: Choose a
#   three-zone region (EU-WEST-PAR, EU-SOUTH-MIL) by the policy, or keep a copy in another region.
resource "ovh_cloud_network_private_vrack" "main" {
  service_name = var.service_name
  region       = var.region
  name         = "main"
}

# Joins the subnets, and leads out where the network does at the source.
resource "ovh_cloud_gateway" "main" {
  service_name = var.service_name
  region       = var.region
  name         = "main"
  subnet_ids = [
    ovh_cloud_network_private_vrack_subnet.private_a.id,
    ovh_cloud_network_private_vrack_subnet.private_b.id,
  ]

  external_gateway = {
    enabled = true
    model   = "S"
  }
}
