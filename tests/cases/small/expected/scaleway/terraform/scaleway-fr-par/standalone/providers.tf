# Credentials come from SCW_ACCESS_KEY, SCW_SECRET_KEY, SCW_DEFAULT_PROJECT_ID and
# SCW_DEFAULT_ORGANIZATION_ID. api_url stays null for the real cloud.
provider "scaleway" {
  region  = var.region
  zone    = var.zone
  api_url = var.api_url
}

# Queues are activated once a project, then made with credentials of their own. Their secret key is
# in the state: the service has no other way.
resource "scaleway_mnq_sqs" "main" {
  region = var.region
}

resource "scaleway_mnq_sqs_credentials" "admin" {
  project_id = scaleway_mnq_sqs.main.project_id
  region     = var.region
  name       = "standalone-terraform"

  permissions {
    can_manage  = true
    can_publish = true
    can_receive = true
  }
}
