import pytest


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("facility.seized", {"structure": "airport"}, "facility_seized"),
        ("facility.seized", {"structure": "prison"}, None),
        ("facility.seized", {"structure": "airport", "retaken": True}, None),
        ("communications.disrupted", {"channels": ("internet",)}, "communications_disrupted"),
        ("communications.disrupted", {"channels": ("internet",), "restored": True}, None),
        ("emergency.declared", {"emergency": "curfew"}, "emergency_declared"),
        ("emergency.declared", {"emergency": "curfew", "lifted": True}, None),
        ("intervention.requested", {"by": "KZ", "to": ("CSTO",)}, "intervention_requested"),
        ("closure.ordered", {"what": ("banks",)}, None),
    ],
)
def test_standard_rules(story, kind, fields, said):
    assert story.alerts(story.report(story.happened(kind, **fields))) == ([(said, "raised")] if said else [])


def test_once_a_story_even_for_another_facility(story):
    story.report(story.happened("facility.seized", structure="airport"))
    assert story.alerts(story.report(story.happened("facility.seized", structure="parliament"))) == []


def test_the_title_says_what_and_where(story):
    (alert,) = [
        d for d in story.report(story.happened("facility.seized", structure="city_hall")) if ".alert." in d.type
    ]
    assert alert.data["title"] == "Kazakhstan: city hall seized"


def test_events_that_the_reader_is_less_sure_of_can_be_left_out(story_of):
    story = story_of('[[rule]]\nname = "e"\ntype = "event_seen"\nevent = "emergency.declared"\nmin_confidence = 0.8\n')
    assert story.alerts(story.report(story.happened("emergency.declared", emergency="curfew", confidence=0.7))) == []
    assert story.alerts(story.report(story.happened("emergency.declared", emergency="curfew", confidence=0.9))) == [
        ("event_seen", "raised")
    ]


def test_taken_back_with_its_last_report(story):
    from schemas.events.reports import ReportRetracted

    story.report(story.happened("emergency.declared", emergency="curfew"), report="a")
    story.report(story.happened("emergency.declared", emergency="curfew"), report="b")
    assert story.alerts(story.desk(ReportRetracted(report="a", reason="wrong"))) == [("emergency_declared", "revised")]
    assert story.alerts(story.desk(ReportRetracted(report="b", reason="wrong"))) == [
        ("emergency_declared", "retracted")
    ]
