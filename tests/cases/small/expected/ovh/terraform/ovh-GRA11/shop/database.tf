# Every Managed PostgreSQL:
# Lost (minor): There is no superuser, and no read replica; about 100 connections for each 4 GiB, 1,000 at most.
#   Instead: Check extensions, roles and the number of connections; use a connection pool.
# Lost (minor): The service makes the user's password and returns it into the state; none can be given. Instead:
#   Encrypt the state, and make application users with SQL.

# arn:aws:rds:eu-west-3:123456789012:db:orders (orders)
# Lost (major): Its standby is in another zone at the source; all nodes of a plan are in one region. Instead:
#   Two nodes cover the loss of a machine; backups in another region cover that of the region.
# Lost (minor): The port is the service's own. Instead: Read it in the output `endpoints` and change the
#   connection strings.
# Lost (minor): Security groups do not apply to it; access is by address range. Instead: Its network's subnets
#   are let in; narrow the list to those of its clients.
resource "ovh_cloud_project_database" "orders" {
  service_name        = var.service_name
  description         = "orders"
  engine              = "postgresql"
  version             = "16"
  plan                = "business"
  flavor              = "db1-4"
  disk_size           = 100
  backup_time         = "02:00:00"
  deletion_protection = true

  nodes {
    region     = "GRA"
    network_id = var.private_network_id
    subnet_id  = var.private_subnet_id
  }

  nodes {
    region     = "GRA"
    network_id = var.private_network_id
    subnet_id  = var.private_subnet_id
  }

  timeouts {
    create = "40m"
    update = "60m"
    delete = "40m"
  }
}

resource "ovh_cloud_project_database_database" "orders" {
  service_name = var.service_name
  engine       = ovh_cloud_project_database.orders.engine
  cluster_id   = ovh_cloud_project_database.orders.id
  name         = "orders"
}

# The service makes the password and returns it once, into the state: keep the state encrypted.
resource "ovh_cloud_project_database_postgresql_user" "orders" {
  service_name = var.service_name
  cluster_id   = ovh_cloud_project_database.orders.id
  name         = "shop"
}
