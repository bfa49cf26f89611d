# arn:aws:ec2:eu-west-3:123456789012:volume/vol-0a1b2c3d4e5f60001 (web-data)
# Perdu (mineur): Le débit (125 Mio/s à la source) ne se règle pas sur un volume. À la place: Mesurer après la
#   migration ; io1 est le type le plus rapide.
# Perdu (mineur): Le chiffrement au repos ne se demande pas sur un volume. À la place: Chiffrer dans la machine
#   avec LUKS si une règle l'exige.
resource "outscale_volume" "web_data" {
  subregion_name = "eu-west-2a"
  volume_type    = "gp2"
  size           = 100

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name        = "web-data"
      application = "shop"
      criticality = "high"
      owner       = "team-shop"
    })
    content {
      key   = tags.key
      value = tags.value
    }
  }
}

resource "outscale_volume_link" "web_data" {
  device_name = "/dev/xvdf"
  volume_id   = outscale_volume.web_data.volume_id
  vm_id       = outscale_vm.web["web-1"].vm_id
}
