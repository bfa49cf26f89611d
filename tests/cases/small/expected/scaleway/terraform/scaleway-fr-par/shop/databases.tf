# Every Managed PostgreSQL:
# Lost (major): Restoring to a point in time is not documented: backups are daily. Instead: Ship the write-ahead
#   log or dump more often.
# Lost (minor): Within a private network no rule narrows who reaches it. Instead: Give databases a private
#   network of their own.

# arn:aws:rds:eu-west-3:123456789012:db:orders (orders)
# Lost (major): Its standby is in another zone; here the standby is in the same zone. Instead: Add a read
#   replica in another zone (same_zone = false) and promote it by hand.
# Lost (minor): Its subnets were not read: it joins a private network of its VPC, or a variable asks for one.
#   Instead: Check that its clients are in that network or routed to it.
# Lost (minor): The service has no protection against deletion. Instead: protect_override.tf keeps Terraform
#   from destroying it.
ephemeral "random_password" "orders_rdb" {
  length           = 24
  min_lower        = 2
  min_upper        = 2
  min_numeric      = 2
  min_special      = 2
  override_special = "!#%*+-_"
}

# The password goes to the service and to Secret Manager, never to the state.
resource "scaleway_secret" "orders_rdb_admin" {
  name = "orders-admin"
  path = "/databases"
  tags = ["application=shop", "criticality=high", "owner=team-shop"]
}

resource "scaleway_secret_version" "orders_rdb_admin" {
  secret_id       = scaleway_secret.orders_rdb_admin.id
  data_wo         = ephemeral.random_password.orders_rdb.result
  data_wo_version = var.secrets_version
}

resource "scaleway_rdb_instance" "orders" {
  name                = "orders"
  engine              = "PostgreSQL-16"
  node_type           = "DB-DEV-M"
  is_ha_cluster       = true
  user_name           = "shop"
  password_wo         = ephemeral.random_password.orders_rdb.result
  password_wo_version = var.secrets_version
  volume_type         = "sbs_5k"
  volume_size_in_gb   = 110
  encryption_at_rest  = true
  tags                = ["application=shop", "criticality=high", "owner=team-shop"]

  disable_backup            = false
  backup_schedule_retention = 7
  backup_schedule_frequency = 24
  backup_same_region        = false

  private_network {
    pn_id       = var.private_network_orders
    enable_ipam = true
  }
}

resource "scaleway_rdb_database" "orders" {
  instance_id = scaleway_rdb_instance.orders.id
  name        = "orders"
}

resource "scaleway_rdb_privilege" "orders" {
  instance_id   = scaleway_rdb_instance.orders.id
  user_name     = scaleway_rdb_instance.orders.user_name
  database_name = scaleway_rdb_database.orders.name
  permission    = "all"
}
