"""Other packages than the course's cannot be imported, also where the sandbox must show them.

Namespaces hide their files. A container or a plain process cannot, and hides them from `import`.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from importlib.machinery import (
    BYTECODE_SUFFIXES,
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    ModuleSpec,
    SourceFileLoader,
    SourcelessFileLoader,
)

_LOADERS = (
    (ExtensionFileLoader, EXTENSION_SUFFIXES),
    (SourceFileLoader, SOURCE_SUFFIXES),
    (SourcelessFileLoader, BYTECODE_SUFFIXES),
)


def import_only(packages: Mapping[str, Collection[str]]) -> None:
    """Let `import` find in these folders only the files and folders with these names.

    >>> import_only({"/usr/lib/python3/dist-packages": ["numpy"]})
    >>> _ = sys.path_hooks.pop(0)
    """
    names = {folder: {n.partition(".")[0] for n in kept} for folder, kept in packages.items()}

    def hook(folder: str) -> _Finder:
        if folder not in names:
            raise ImportError
        return _Finder(folder, names[folder])

    sys.path_hooks.insert(0, hook)
    for folder in names:
        sys.path_importer_cache.pop(folder, None)


class _Finder(FileFinder):
    def __init__(self, folder: str, names: Collection[str]):
        super().__init__(folder, *_LOADERS)
        self._names = names

    def find_spec(self, fullname: str, target: object = None) -> ModuleSpec | None:
        return super().find_spec(fullname) if fullname in self._names else None
