import json
from uuid import uuid5

from bench.fold import Writer, over_time
from schemas.events.envelope import Draft
from schemas.events.registry import KINDS, kind_of
from services.alerts.decisions import NAMESPACE, identify
from services.alerts.engine import step
from services.alerts.situations.inputs import gather
from services.alerts.situations.state import EMPTY_STATE
from services.eventlog.encoding import decode


def test_ids_are_uuids_of_version_5():
    for parts in (("alert", "a", 3), ("",), ("situation", "é" * 50, 0)):
        assert identify(*parts) == str(uuid5(NAMESPACE, "\x1f".join(map(str, parts))))


def test_every_decision_is_written_as_its_model_would_write_it():
    state, kinds = EMPTY_STATE, set[str]()
    for given in gather(map(decode, over_time(Writer(), situations=60, at_once=5))):
        state, decisions = step(state, given)
        for draft in decisions:
            model = KINDS[kind_of(draft.type)]
            data = model.model_validate(draft.data).model_dump(mode="json")
            assert json.dumps(draft.data) == json.dumps(data)
            assert draft == Draft.model_validate(draft.model_dump())
            assert list(draft.model_dump()) == list(Draft.model_fields)
            assert (draft.type, draft.dataschema) == (model.type_name(), model.schema_path())
            kinds.add(model.kind)
    assert kinds >= {"situation.opened", "situation.joined", "situation.closed", "alert.raised", "alert.closed"}
