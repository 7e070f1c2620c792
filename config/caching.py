"""The default cache: files, which every process on the machine shares."""

from random import random

from django.core.cache.backends.filebased import FileBasedCache


class FileCache(FileBasedCache):
    """Django's file-based cache, which counts its entries at one write in a hundred.

    Django counts at every write, which takes 50 ms once there are 40,000 entries. So MAX_ENTRIES may be exceeded by
    some hundreds of entries until the next count.
    """

    def _cull(self) -> None:
        if random() < 0.01:  # noqa: S311 (a sample, not a secret)
            super()._cull()  # type: ignore[misc]  # unknown to the stubs
