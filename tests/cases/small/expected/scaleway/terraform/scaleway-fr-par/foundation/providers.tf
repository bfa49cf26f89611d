# Credentials come from SCW_ACCESS_KEY, SCW_SECRET_KEY, SCW_DEFAULT_PROJECT_ID and
# SCW_DEFAULT_ORGANIZATION_ID. api_url stays null for the real cloud.
provider "scaleway" {
  region  = var.region
  zone    = var.zone
  api_url = var.api_url
}
