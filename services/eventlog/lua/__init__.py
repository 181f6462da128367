"""The scripts that run inside the server. Each tells its keys and arguments on top."""

from importlib.resources import files


def lua(*names: str, package: str = "services.eventlog.lua") -> str:
    """Return scripts as one, with the shared functions of `append.lua` in front.

    Args:
        names: Files, in the order in which they are put together; the last one does the work.
        package: Where they lie, so that other parts can build their own scripts on the log's.
    """
    there = files(package)
    shared = (files("services.eventlog.lua") / "append.lua").read_text()
    return "\n".join([shared, *((there / name).read_text() for name in names)])
