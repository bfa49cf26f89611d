output "ovh_cloud_gateway_id" {
  description = "id of each ovh_cloud_gateway that applications use, by name."
  value = {
    main = ovh_cloud_gateway.main.id
  }
}

output "ovh_cloud_network_private_vrack_id" {
  description = "id of each ovh_cloud_network_private_vrack that applications use, by name."
  value = {
    main = ovh_cloud_network_private_vrack.main.id
  }
}

output "ovh_cloud_network_private_vrack_subnet_id" {
  description = "id of each ovh_cloud_network_private_vrack_subnet that applications use, by name."
  value = {
    private_a = ovh_cloud_network_private_vrack_subnet.private_a.id
    private_b = ovh_cloud_network_private_vrack_subnet.private_b.id
  }
}

output "ovh_cloud_network_private_vrack_ids" {
  description = "OpenStack id of the private network."
  value = {
    main = ovh_cloud_network_private_vrack.main.id
  }
}
