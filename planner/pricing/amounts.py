"""Amounts of euros as people read them. Rounding, half to even, happens here and nowhere else."""

from decimal import ROUND_HALF_EVEN, Decimal

from planner.model.text import Language

_NARROW = "\u202f"
"""Narrow no-break space: French between thousands and before the sign."""

_WIDE = "\u00a0"


def euros(amount: Decimal, language: Language, *, decimals: int = 2) -> str:
    """`€12,345.67` or `12 345,67 €`, rounded half to even.

    >>> euros(Decimal("12345.665"), "en")
    '€12,345.66'
    """
    rounded = amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    text = f"{abs(rounded):,f}"
    sign = "-" if rounded < 0 else ""
    if language == "fr":
        text = text.replace(",", _NARROW).replace(".", ",")
        return f"{sign}{text}{_WIDE}€"
    return f"{sign}€{text}"


def percent(share: Decimal | None, language: Language) -> str:
    """`87.5%` or `87,5 %` of a share from 0 to 1; a word where it is unknown."""
    if share is None:
        return "inconnu" if language == "fr" else "unknown"
    text = f"{(share * 100).quantize(Decimal('0.1'), rounding=ROUND_HALF_EVEN)}"
    return f"{text.replace('.', ',')}{_WIDE}%" if language == "fr" else f"{text}%"
