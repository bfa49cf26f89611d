# Credentials come from the environment: OVH_CLIENT_ID and OVH_CLIENT_SECRET of a service account, or
# OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET and OVH_CONSUMER_KEY.
provider "ovh" {
  endpoint = var.ovh_endpoint
}

# OS_USERNAME and OS_PASSWORD of an OpenStack user of the project, made beforehand with the roles
# compute_operator, network_operator, volume_operator, image_operator and load-balancer_operator.
provider "openstack" {
  auth_url    = var.openstack_auth_url
  tenant_id   = var.service_name
  region      = var.region
  domain_name = "Default"
}
