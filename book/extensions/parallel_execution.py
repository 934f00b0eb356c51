"""Chapters whose cells have changed are executed side by side, on all cores.

myst-nb executes one page after another while it reads them. This runs before: it puts what is
missing into the cache of jupyter-cache, and myst-nb then finds it there. A page that fails is left
to myst-nb, which says what failed and where.

On Linux the kernels are forked from one that has imported PyTorch already.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from myst_nb.core.read import create_nb_reader
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.display import status_iterator


class WarmKernelManager(AsyncKernelManager):
    """Has its kernel forked from a warm one."""

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernel's specification, which names who starts it."""
        spec = super().kernel_spec
        if spec is not None:
            spec.metadata["kernel_provisioner"] = {"provisioner_name": "warm-fork"}
        return spec


def execute_missing(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Executes those of the pages that are notebooks and not in the cache."""
    settings = env.mystnb_config
    if settings.execution_mode != "cache":
        return
    cache = get_cache(settings.execution_cache_path)
    missing = list(not_in_cache(env, cache, pages))
    if len(missing) > 1:  # myst-nb does as well with one
        asyncio.run(execute_side_by_side(cache, missing, settings.execution_timeout))
    print("==> Pages executed; they are read and written now", flush=True)  # noqa: T201 (--quiet too)


def not_in_cache(
    env: BuildEnvironment, cache: JupyterCacheAbstract, pages: list[str]
) -> Iterator[tuple[Path, NotebookNode]]:
    """File and notebook of each page that has cells and has not been executed as it is."""
    for page in pages:
        file = Path(env.doc2path(page))
        text = file.read_text(encoding="utf-8")
        reader = create_nb_reader(str(file), env.myst_config, env.mystnb_config, text)
        if reader is None:  # a page without cells
            continue
        notebook = reader.read(text)
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            yield file, notebook


async def execute_side_by_side(
    cache: JupyterCacheAbstract, notebooks: list[tuple[Path, NotebookNode]], timeout: int
) -> None:
    """Executes each where it lies, as myst-nb does; those without an error go into the cache."""
    turns = asyncio.Semaphore((os.cpu_count() or 1) + 1)  # kernels also wait: to begin and to end
    manager = WarmKernelManager if sys.platform == "linux" else AsyncKernelManager

    async def execute(file: Path, notebook: NotebookNode) -> None:
        place = {"metadata": {"path": str(file.parent)}}
        client = NotebookClient(
            notebook,
            kernel_manager_class=manager,
            timeout=timeout,
            record_timing=False,
            resources=place,
        )
        async with turns:
            with suppress(CellExecutionError, CellTimeoutError):
                await client.async_execute()
                executed = CacheBundleIn(notebook, str(file))
                cache.cache_notebook_bundle(executed, check_validity=False, overwrite=True)

    async with asyncio.TaskGroup() as group:  # if one is interrupted, so are all
        running = [group.create_task(execute(*it)) for it in notebooks]
        finished = asyncio.as_completed(running)
        for one in status_iterator(finished, "executing notebooks... ", length=len(running)):
            await one


def setup(app: Sphinx) -> dict[str, bool]:
    """Executes before the pages are read."""
    app.connect("env-before-read-docs", execute_missing)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
