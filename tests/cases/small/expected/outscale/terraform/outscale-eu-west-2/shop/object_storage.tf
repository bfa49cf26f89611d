# Pour chaque seau OOS (S3):
# Perdu (mineur): Le fournisseur n'a pas de seau : le fournisseur aws parle à OOS, dans une version courante non
#   prouvée avec lui. À la place: Créer le seau avec n'importe quel client S3 et retirer son bloc.

# arn:aws:s3:::shop-media-2026 (shop-media-2026)
# Perdu (mineur): Les étiquettes d'un seau ne sont pas prises en charge par OOS. À la place: Distinguer les
#   seaux par leur nom.
resource "aws_s3_bucket" "shop_media_2026" {
  bucket        = "shop-media-2026"
  force_destroy = false
}

resource "aws_s3_bucket_versioning" "shop_media_2026" {
  bucket = aws_s3_bucket.shop_media_2026.id

  versioning_configuration {
    status = "Enabled"
  }
}
