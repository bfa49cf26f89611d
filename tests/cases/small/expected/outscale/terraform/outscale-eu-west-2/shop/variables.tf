variable "region" {
  description = "Région OUTSCALE ; ses sous-régions sont la région et une lettre."
  type        = string
  default     = "eu-west-2"
}

variable "tags" {
  description = "Étiquettes mises sur chaque ressource qui en porte."
  type        = map(string)
  default = {
    managed-by = "terraform"
  }
}

variable "object_storage_endpoint" {
  description = "Point d'accès S3, s'il n'est pas oos.<région>.outscale.com."
  type        = string
  default     = ""
}

variable "image_account_alias" {
  description = "Propriétaire des OMI officielles ; vide regarde toutes celles du compte."
  type        = string
  default     = "Outscale"
}

variable "image_names" {
  description = "Motifs de noms des OMI officielles par système ; un nom complet en fixe une."
  type        = map(string)
  default = {
    debian_12    = "Debian-12-*"
    debian_13    = "Debian-13-*"
    rhel_8       = "RHEL-8-*"
    rhel_9       = "RHEL-9-*"
    rocky_9      = "RockyLinux-9-*"
    ubuntu_22_04 = "Ubuntu-22.04-*"
    ubuntu_24_04 = "Ubuntu-24.04-*"
    windows_2019 = "WindowsServer-2019-*"
    windows_2022 = "WindowsServer-2022-*"
  }
}

variable "orders_password" {
  description = "Mot de passe de orders, pour ses applications et son réplica."
  type        = string
  sensitive   = true
}

variable "web_1_image_id" {
  description = "OMI de web-1 : le système à la source (inconnu) n'a pas d'OMI officielle connue."
  type        = string
}

variable "web_2_image_id" {
  description = "OMI de web-2 : le système à la source (inconnu) n'a pas d'OMI officielle connue."
  type        = string
}
