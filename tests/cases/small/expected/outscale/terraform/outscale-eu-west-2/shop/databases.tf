# Pour chaque PostgreSQL sur vos propres VM:
# Perdu (majeur): Pas de base managée : correctifs, supervision et montées de version sont à votre charge. À la
#   place: Prévoir ces heures, ou prendre une base managée dans un autre cloud européen.
# Perdu (mineur): Le mot de passe passe par le texte de premier démarrage et figure donc dans l'état. À la
#   place: Chiffrer l'état, et changer le mot de passe après le premier démarrage.

# arn:aws:rds:eu-west-3:123456789012:db:orders (orders)
# Perdu (mineur): Le chiffrement au repos ne se demande pas sur un volume. À la place: Chiffrer dans la machine
#   avec LUKS si une règle l'exige.
# Perdu (majeur): La bascule est manuelle : le réplica suit, rien ne le promeut. À la place: Le promouvoir selon
#   la procédure, ou ajouter Patroni avec etcd (Valkey : Sentinel).
# Perdu (majeur): Les sauvegardes sont à votre charge (7 jours à la source). À la place: Faire tourner
#   pgBackRest ou WAL-G vers un seau OOS, et répéter une restauration.
resource "outscale_vm" "orders" {
  image_id  = data.outscale_image.ubuntu_24_04.image_id
  vm_type   = "tinav6.c2r4p2"
  subnet_id = local.foundation.outscale_subnet_subnet_id["private/private-a"]
  security_group_ids = [
    outscale_security_group.orders.security_group_id,
    local.foundation.outscale_security_group_security_group_id["web"],
  ]

  # Read at the first boot only.
  user_data = base64encode(templatefile("${path.module}/cloud-init/postgresql.yaml.tftpl", {
    hostname   = "orders"
    device     = "/dev/xvdb"
    port       = 5432
    primary    = true
    primary_ip = ""
    password   = var.orders_password
    clients    = "10.0.0.0/16"
    user       = "shop"
    database   = "orders"
  }))

  block_device_mappings {
    device_name = "/dev/sda1" # the root volume

    bsu {
      volume_type           = "gp2"
      volume_size           = 20
      delete_on_vm_deletion = true
    }
  }

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name        = "orders"
      application = "shop"
      criticality = "high"
      owner       = "team-shop"
    })
    content {
      key   = tags.key
      value = tags.value
    }
  }

  lifecycle {
    # A newer OMI must not replace a node; its data is on a volume of its own.
    ignore_changes = [image_id, user_data]
  }
}

resource "outscale_volume" "orders" {
  subregion_name = "eu-west-2a"
  volume_type    = "gp2"
  size           = 100

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name        = "orders"
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

resource "outscale_volume_link" "orders" {
  device_name = "/dev/xvdb"
  volume_id   = outscale_volume.orders.volume_id
  vm_id       = outscale_vm.orders.vm_id
}

resource "outscale_vm" "orders__standby" {
  image_id  = data.outscale_image.ubuntu_24_04.image_id
  vm_type   = "tinav6.c2r4p2"
  subnet_id = local.foundation.outscale_subnet_subnet_id["private/private-b"]
  security_group_ids = [
    outscale_security_group.orders.security_group_id,
    local.foundation.outscale_security_group_security_group_id["web"],
  ]

  # Read at the first boot only.
  user_data = base64encode(templatefile("${path.module}/cloud-init/postgresql.yaml.tftpl", {
    hostname   = "orders-standby"
    device     = "/dev/xvdb"
    port       = 5432
    primary    = false
    primary_ip = outscale_vm.orders.private_ip
    password   = var.orders_password
    clients    = "10.0.0.0/16"
    user       = "shop"
    database   = "orders"
  }))

  block_device_mappings {
    device_name = "/dev/sda1" # the root volume

    bsu {
      volume_type           = "gp2"
      volume_size           = 20
      delete_on_vm_deletion = true
    }
  }

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name        = "orders"
      application = "shop"
      criticality = "high"
      owner       = "team-shop"
    })
    content {
      key   = tags.key
      value = tags.value
    }
  }

  lifecycle {
    # A newer OMI must not replace a node; its data is on a volume of its own.
    ignore_changes = [image_id, user_data]
  }
}

resource "outscale_volume" "orders__standby" {
  subregion_name = "eu-west-2b"
  volume_type    = "gp2"
  size           = 100

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name        = "orders"
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

resource "outscale_volume_link" "orders__standby" {
  device_name = "/dev/xvdb"
  volume_id   = outscale_volume.orders__standby.volume_id
  vm_id       = outscale_vm.orders__standby.vm_id
}

# Nodes among themselves, and their clients where the source had no group for them.
resource "outscale_security_group" "orders" {
  net_id              = local.foundation.outscale_net_net_id["main"]
  security_group_name = "orders-nodes"
  description         = "PostgreSQL nodes"

  dynamic "tags" {
    for_each = merge(var.tags, {
      Name        = "orders"
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

resource "outscale_security_group_rule" "orders" {
  flow              = "Inbound"
  security_group_id = outscale_security_group.orders.security_group_id

  rules {
    ip_protocol     = "tcp"
    from_port_range = 5432
    to_port_range   = 5432

    security_groups_members {
      security_group_id = outscale_security_group.orders.security_group_id
    }
  }
}
