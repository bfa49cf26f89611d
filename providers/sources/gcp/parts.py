"""What Google lists apart and Terraform has no type for: parts of what they lie in.

Records of these types come from exports alone; they bear their asset type and name their whole in `of`.
"""

from planner.model.protocols import FromTerraform
from providers.sources.gcp.adapters.pieces import OF, PIECES
from providers.sources.gcp.asset import part

RULES: dict[str, FromTerraform] = dict.fromkeys(PIECES, part(OF, ""))

PREFIXES = tuple(sorted({f"{one.partition('/')[0]}/" for one in PIECES}))
"""Services that have types of their own here."""
