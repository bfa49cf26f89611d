output "openstack_compute_instance_v2_access_ip_v4s" {
  description = "Private address."
  value = {
    "web/web-1" = openstack_compute_instance_v2.web["web-1"].access_ip_v4
    "web/web-2" = openstack_compute_instance_v2.web["web-2"].access_ip_v4
  }
}

output "ovh_cloud_project_database_endpointses" {
  description = "Where it answers: host, port and scheme."
  value = {
    orders = ovh_cloud_project_database.orders.endpoints
  }
  sensitive = true
}

output "ovh_cloud_project_storage_virtual_hosts" {
  description = "Address of the bucket."
  value = {
    shop_media_2026 = ovh_cloud_project_storage.shop_media_2026.virtual_host
  }
}
