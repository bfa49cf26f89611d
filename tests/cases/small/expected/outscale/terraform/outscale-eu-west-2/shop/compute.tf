locals {
  web_compute_vm = {
    # arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60001 (web-1)
    # Perdu (majeur): Aucune OMI officielle n'est connue pour ce système (?). À la place: Importer le disque comme
    #   image, ou reconstruire sur une OMI officielle, et donner son identifiant.
    # Perdu (mineur): Le chiffrement au repos ne se demande pas sur un volume. À la place: Chiffrer dans la machine
    #   avec LUKS si une règle l'exige.
    # Perdu (mineur): Son adresse privée est attribuée de nouveau. À la place: Utiliser des noms plutôt que des
    #   adresses, ou fixer private_ips.
    web-1 = {
      image_id = var.web_1_image_id
      tags = {
        Name        = "web-1"
        application = "shop"
        criticality = "high"
        owner       = "team-shop"
      }
      subnet_id = local.foundation.outscale_subnet_subnet_id["private/private-a"]
      zone      = "eu-west-2a"
    }
    # arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60002 (web-2)
    # Perdu (majeur): Aucune OMI officielle n'est connue pour ce système (?). À la place: Importer le disque comme
    #   image, ou reconstruire sur une OMI officielle, et donner son identifiant.
    # Perdu (mineur): Le chiffrement au repos ne se demande pas sur un volume. À la place: Chiffrer dans la machine
    #   avec LUKS si une règle l'exige.
    # Perdu (mineur): Son adresse privée est attribuée de nouveau. À la place: Utiliser des noms plutôt que des
    #   adresses, ou fixer private_ips.
    web-2 = {
      image_id = var.web_2_image_id
      tags = {
        Name        = "web-2"
        application = "shop"
        criticality = "high"
        owner       = "team-shop"
      }
      subnet_id = local.foundation.outscale_subnet_subnet_id["private/private-b"]
      zone      = "eu-west-2b"
    }
  }
}

resource "outscale_vm" "web" {
  for_each = local.web_compute_vm

  image_id           = each.value.image_id
  vm_type            = "tinav6.c2r8p2"
  subnet_id          = each.value.subnet_id
  security_group_ids = [local.foundation.outscale_security_group_security_group_id["web"]]

  block_device_mappings {
    device_name = "/dev/sda1" # the root volume

    bsu {
      volume_type           = "gp2"
      volume_size           = 30
      delete_on_vm_deletion = true
    }
  }

  dynamic "tags" {
    for_each = merge(var.tags, each.value.tags)
    content {
      key   = tags.key
      value = tags.value
    }
  }

  lifecycle {
    # A newer OMI of the same family must not replace a running VM, nor first-boot text stop it.
    ignore_changes = [image_id, user_data]
  }
}
