"""What a bucket loses on its way."""

from planner.model.choice import Loss
from planner.model.spec import Bucket
from planner.model.text import Text
from providers.targets.ovh.words import customer_key

_RENAMED = Loss(
    "renamed",
    "minor",
    Text(
        en="Its name is not one that S3 takes; a like one is used.",
        fr="Son nom n'est pas de ceux que S3 accepte ; un nom voisin est utilisé.",
    ),
    Text(
        en="Change the name where software quotes it.",
        fr="Changez le nom là où des logiciels le citent.",
    ),
)
_POLICY = Loss(
    "bucket-policy",
    "major",
    Text(
        en="Policies hang on S3 users, not on buckets; the bucket's policy is not carried.",
        fr="Les politiques tiennent aux utilisateurs S3, non aux buckets ; celle du bucket "
        "n'est pas "
        "reprise.",
    ),
    Text(
        en="Make a user of the project for each client and give it a policy.",
        fr="Créez un utilisateur du projet par client et donnez-lui une politique.",
    ),
    "policy",
)
_PUBLIC = Loss(
    "public-bucket",
    "major",
    Text(
        en="It is public; the bucket here is private.",
        fr="Il est public ; le bucket ici est privé.",
    ),
    Text(
        en="Set the objects' ACL to public-read when they are copied, or serve them by a proxy.",
        fr="Réglez l'ACL des objets à public-read lors de la copie, ou servez-les par un proxy.",
    ),
    "public",
)
_WEBSITE = Loss(
    "website",
    "major",
    Text(
        en="Its website configuration is not carried.",
        fr="Sa configuration de site web n'est pas reprise.",
    ),
    Text(
        en="Serve the site from a web server or Web Hosting.",
        fr="Servez le site depuis un serveur web ou un hébergement web.",
    ),
    "website",
)
_CORS = Loss(
    "cors",
    "minor",
    Text(en="Its CORS rules are not carried.", fr="Ses règles CORS ne sont pas reprises."),
    Text(
        en="Set them by `aws s3api put-bucket-cors` with the endpoint of the region.",
        fr="Posez-les par `aws s3api put-bucket-cors` avec le point d'accès de la région.",
    ),
    "cors",
)
_REPLICATION = Loss(
    "replication",
    "major",
    Text(
        en="Its replication is not carried.",
        fr="Sa réplication n'est pas reprise.",
    ),
    Text(
        en="Add a second bucket in another region and a replication rule between them.",
        fr="Ajoutez un second bucket dans une autre région et une règle de réplication.",
    ),
    "replication",
)
_LOGGING = Loss(
    "bucket-logging",
    "minor",
    Text(en="Its access logs are not carried.", fr="Ses journaux d'accès ne sont pas repris."),
    Text(
        en="Set server access logging by the S3 API where an audit asks for it.",
        fr="Activez les journaux d'accès par l'API S3 si un audit l'exige.",
    ),
    "logging",
)
_LOCK = Loss(
    "lock-retention",
    "minor",
    Text(
        en="Object lock is on, without a default retention; the locks of objects are not copied.",
        fr="Le verrouillage d'objets est actif, sans durée par défaut ; les verrous des objets ne "
        "sont pas copiés.",
    ),
    Text(
        en="Set the retention rule before the copy. Taking object_lock out later replaces the "
        "bucket.",
        fr="Posez la règle de rétention avant la copie. Retirer object_lock ensuite remplace "
        "le bucket.",
    ),
    "object_lock",
)
_CLASS = Loss(
    "storage-class",
    "minor",
    Text(
        en="Its default storage class is not an argument; objects are written as STANDARD.",
        fr="Sa classe de stockage par défaut n'est pas un argument ; les objets sont écrits en "
        "STANDARD.",
    ),
    Text(
        en="Give the class in the copy (`rclone --s3-storage-class`), or by a lifecycle rule.",
        fr="Donnez la classe lors de la copie (`rclone --s3-storage-class`), ou par une règle de "
        "cycle de vie.",
    ),
    "storage_class",
)


def bucket_losses(spec: Bucket, lost_rules: int, *, renamed: bool) -> tuple[Loss, ...]:
    """Losses of one bucket, from its properties."""
    said = (
        (_RENAMED, renamed),
        (_POLICY, spec.policy),
        (_PUBLIC, bool(spec.public)),
        (_WEBSITE, spec.website),
        (_CORS, spec.cors),
        (_REPLICATION, spec.replication),
        (_LOGGING, bool(spec.logging)),
        (_LOCK, spec.object_lock),
        (_CLASS, spec.storage_class.lower() not in {"", "standard", "hot"}),
        (customer_key(), bool(spec.key)),
    )
    losses = tuple(loss for loss, holds in said if holds)
    return (*losses, _rules(lost_rules)) if lost_rules else losses


def _rules(count: int) -> Loss:
    return Loss(
        "lifecycle-rules",
        "minor",
        Text(
            en="{count} lifecycle rules neither expire objects nor move them to a class known "
            "here.",
            fr="{count} règles de cycle de vie n'expirent ni ne déplacent d'objets vers une classe "
            "connue ici.",
        ).filled(count=count),
        Text(
            en="Write them by hand if they still matter.",
            fr="Écrivez-les à la main si elles comptent encore.",
        ),
        "lifecycle",
    )
