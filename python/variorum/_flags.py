"""Options as flags of the command line, which reads, checks and refuses them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping


def flags(options: Mapping[str, object]) -> list[str]:
    """Flags that say what the options say; what is ``None`` or ``False`` is not said.

    >>> flags({"within": True, "zones": ["headline", "body"], "max_bytes": None, "window": "30d"})
    ['--within', '--zones=headline,body', '--window=30d']
    """
    found = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            found.append(flag)
        elif isinstance(value, (str, int, os.PathLike)):
            found.append(f"{flag}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
        elif isinstance(value, Iterable):
            found.append(f"{flag}={','.join(str(it) for it in value)}")
        else:
            raise TypeError(f"`{name}` is a {type(value).__name__}, and no text or number")
    return found
