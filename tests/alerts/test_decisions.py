from uuid import uuid5

from services.alerts.decisions import NAMESPACE, identify


def test_ids_are_uuids_of_version_5():
    for parts in (("alert", "a", 3), ("",), ("situation", "é" * 50, 0)):
        assert identify(*parts) == str(uuid5(NAMESPACE, "\x1f".join(map(str, parts))))
