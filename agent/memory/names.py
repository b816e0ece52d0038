"""Model ids as names of files and collections."""

import re
from hashlib import blake2b


def file_name(model_id: str) -> str:
    """A short name for a model id that is safe in a path and differs where the ids differ."""
    readable = re.sub(r"[^a-z0-9]+", "-", model_id.lower()).strip("-")[-24:].strip("-")
    return f"{readable}-{blake2b(model_id.encode('utf-8'), digest_size=4).hexdigest()}"
