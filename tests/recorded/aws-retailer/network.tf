# Two networks: production in three zones, tools (back office, analytics) in two; they are peered.
resource "aws_vpc" "production" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  tags                 = merge(local.platform, { Name = "belmont-production" })
}

resource "aws_vpc" "tools" {
  cidr_block           = "10.30.0.0/16"
  enable_dns_hostnames = true
  tags                 = merge(local.platform, { Name = "belmont-tools" })
}

resource "aws_subnet" "public" {
  for_each                = local.zones
  vpc_id                  = aws_vpc.production.id
  cidr_block              = cidrsubnet(aws_vpc.production.cidr_block, 8, index(keys(local.zones), each.key))
  availability_zone       = each.value
  map_public_ip_on_launch = true
  tags                    = merge(local.platform, { Name = "belmont-production-public-${each.key}" })
}

resource "aws_subnet" "private" {
  for_each          = local.zones
  vpc_id            = aws_vpc.production.id
  cidr_block        = cidrsubnet(aws_vpc.production.cidr_block, 6, 4 + index(keys(local.zones), each.key))
  availability_zone = each.value
  tags              = merge(local.platform, { Name = "belmont-production-private-${each.key}" })
}

resource "aws_subnet" "data" {
  for_each          = local.zones
  vpc_id            = aws_vpc.production.id
  cidr_block        = cidrsubnet(aws_vpc.production.cidr_block, 8, 64 + index(keys(local.zones), each.key))
  availability_zone = each.value
  tags              = merge(local.platform, { Name = "belmont-production-data-${each.key}" })
}

resource "aws_subnet" "tools_public" {
  vpc_id            = aws_vpc.tools.id
  cidr_block        = "10.30.0.0/24"
  availability_zone = "eu-west-3a"
  tags              = merge(local.platform, { Name = "belmont-tools-public-a" })
}

resource "aws_subnet" "tools_private" {
  for_each          = { a = "eu-west-3a", b = "eu-west-3b" }
  vpc_id            = aws_vpc.tools.id
  cidr_block        = cidrsubnet(aws_vpc.tools.cidr_block, 6, 4 + index(["a", "b"], each.key))
  availability_zone = each.value
  tags              = merge(local.platform, { Name = "belmont-tools-private-${each.key}" })
}

resource "aws_internet_gateway" "production" {
  vpc_id = aws_vpc.production.id
  tags   = merge(local.platform, { Name = "belmont-production" })
}

resource "aws_internet_gateway" "tools" {
  vpc_id = aws_vpc.tools.id
  tags   = merge(local.platform, { Name = "belmont-tools" })
}

resource "aws_eip" "nat" {
  for_each = toset(["a", "b"])
  domain   = "vpc"
  tags     = merge(local.platform, { Name = "belmont-nat-${each.key}" })
}

resource "aws_nat_gateway" "production" {
  for_each      = aws_eip.nat
  allocation_id = each.value.id
  subnet_id     = aws_subnet.public[each.key].id
  tags          = merge(local.platform, { Name = "belmont-production-${each.key}" })
}

resource "aws_eip" "nat_tools" {
  domain = "vpc"
  tags   = merge(local.platform, { Name = "belmont-nat-tools" })
}

resource "aws_nat_gateway" "tools" {
  allocation_id = aws_eip.nat_tools.id
  subnet_id     = aws_subnet.tools_public.id
  tags          = merge(local.platform, { Name = "belmont-tools" })
}

resource "aws_vpc_peering_connection" "tools" {
  vpc_id      = aws_vpc.production.id
  peer_vpc_id = aws_vpc.tools.id
  auto_accept = true
  tags        = merge(local.platform, { Name = "belmont-production-to-tools" })
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.production.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.production.id
  }
  tags = merge(local.platform, { Name = "belmont-production-public" })
}

resource "aws_route_table" "private" {
  for_each = aws_nat_gateway.production
  vpc_id   = aws_vpc.production.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = each.value.id
  }
  route {
    cidr_block                = aws_vpc.tools.cidr_block
    vpc_peering_connection_id = aws_vpc_peering_connection.tools.id
  }
  tags = merge(local.platform, { Name = "belmont-production-private-${each.key}" })
}

resource "aws_route_table" "tools_public" {
  vpc_id = aws_vpc.tools.id
  tags   = merge(local.platform, { Name = "belmont-tools-public" })
}

resource "aws_route" "tools_internet" {
  route_table_id         = aws_route_table.tools_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.tools.id
}

resource "aws_route_table" "tools_private" {
  vpc_id = aws_vpc.tools.id
  tags   = merge(local.platform, { Name = "belmont-tools-private" })
}

resource "aws_route" "tools_nat" {
  route_table_id         = aws_route_table.tools_private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.tools.id
}

resource "aws_route" "tools_to_production" {
  route_table_id            = aws_route_table.tools_private.id
  destination_cidr_block    = aws_vpc.production.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.tools.id
}

resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key == "c" ? "b" : each.key].id
}

resource "aws_route_table_association" "tools_public" {
  subnet_id      = aws_subnet.tools_public.id
  route_table_id = aws_route_table.tools_public.id
}

resource "aws_route_table_association" "tools_private" {
  for_each       = aws_subnet.tools_private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.tools_private.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.production.id
  service_name    = "com.amazonaws.eu-west-3.s3"
  route_table_ids = [for table in aws_route_table.private : table.id]
  tags            = merge(local.platform, { Name = "belmont-s3" })
}

resource "aws_security_group" "balancer" {
  name        = "storefront-alb"
  description = "The world to the shop"
  vpc_id      = aws_vpc.production.id
  ingress {
    description = "HTTP, redirected"
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    description = "HTTPS"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  tags = local.storefront
}

resource "aws_security_group" "storefront" {
  name        = "storefront-web"
  description = "Web servers of the shop"
  vpc_id      = aws_vpc.production.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  tags = local.storefront
}

resource "aws_vpc_security_group_ingress_rule" "storefront_http" {
  security_group_id            = aws_security_group.storefront.id
  description                  = "From the load balancer"
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_security_group" "cache" {
  name        = "storefront-cache"
  description = "Sessions"
  vpc_id      = aws_vpc.production.id
  ingress {
    description     = "From the shop"
    from_port       = 6379
    to_port         = 6379
    protocol        = "tcp"
    security_groups = [aws_security_group.storefront.id]
  }
  tags = local.storefront
}

resource "aws_security_group" "orders" {
  name        = "orders-workers"
  description = "Nodes of the orders cluster"
  vpc_id      = aws_vpc.production.id
  tags        = local.orders
}

resource "aws_vpc_security_group_ingress_rule" "orders_self" {
  security_group_id            = aws_security_group.orders.id
  description                  = "Between nodes"
  referenced_security_group_id = aws_security_group.orders.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_egress_rule" "orders_all" {
  security_group_id = aws_security_group.orders.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_security_group" "orders_database" {
  name        = "orders-database"
  description = "PostgreSQL of orders"
  vpc_id      = aws_vpc.production.id
  tags        = local.orders
}

resource "aws_security_group_rule" "orders_database_nodes" {
  type                     = "ingress"
  security_group_id        = aws_security_group.orders_database.id
  source_security_group_id = aws_security_group.orders.id
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
  description              = "From the cluster"
}

resource "aws_security_group_rule" "orders_database_storefront" {
  type                     = "ingress"
  security_group_id        = aws_security_group.orders_database.id
  source_security_group_id = aws_security_group.storefront.id
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
  description              = "Stock shown in the shop"
}

resource "aws_security_group" "backoffice" {
  name        = "back-office"
  description = "Management software"
  vpc_id      = aws_vpc.tools.id
  ingress {
    description = "Remote desktop from the head office"
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = ["192.0.2.0/24"]
  }
  ingress {
    description = "Applications from both networks"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16", "10.30.0.0/16"]
  }
  ingress {
    description = "NFS and MySQL between its machines"
    from_port   = 2049
    to_port     = 3306
    protocol    = "tcp"
    self        = true
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  tags = local.backoffice
}

resource "aws_security_group" "analytics" {
  name        = "analytics"
  description = "Forecasting machines"
  vpc_id      = aws_vpc.tools.id
  ingress {
    description     = "Notebooks from the back office"
    from_port       = 8888
    to_port         = 8888
    protocol        = "tcp"
    security_groups = [aws_security_group.backoffice.id]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  tags = local.analytics
}
