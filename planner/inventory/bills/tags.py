"""Tags as bills write them: JSON, pairs without braces, a list of key and value, `key=value` lines."""

import msgspec

from planner.inventory.exports.preview import ERRORS


def tags_of(word: str) -> dict[str, str]:
    """The tags in a cell; {} where none can be read.

    >>> tags_of('"env": "prod","org": "trey"')
    {'env': 'prod', 'org': 'trey'}
    """
    if not word:
        return {}
    text = word.strip()
    if text[:1] == '"':
        text = "{" + text + "}"
    if text[:1] not in ("{", "["):
        pairs = (line.partition("=") for line in text.splitlines())
        return {key: value for key, sign, value in pairs if sign and key}
    try:
        found = msgspec.json.decode(text)
    except ERRORS:
        return {}
    if isinstance(found, list):
        found = {one.get("key"): one.get("value") for one in found if isinstance(one, dict)}
    return {str(key): str(value) for key, value in found.items() if key and value is not None}
