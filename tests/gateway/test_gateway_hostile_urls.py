"""Whatever a url says, the answer is one that we meant."""

from gateway_caller import Caller, error_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

PATHS = (
    "/v1/events",
    "/v1/alerts",
    "/v1/situations",
    "/v1/deliveries",
    "/v1/subscriptions",
    "/v1/alerts/{}",
    "/v1/reports/{}",
    "/v1/situations/{}",
    "/v1/deliveries/{}",
    "/v1/subscriptions/{}",
)
NAMES = (
    "after",
    "limit",
    "kind",
    "type",
    "subject",
    "correlation",
    "since",
    "until",
    "words",
    "cursor",
    "severity",
    "country",
    "open",
    "state",
    "x",
)
VALUES = st.text(max_size=8) | st.integers().map(str) | st.floats().map(str) | st.datetimes().map(str)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS),
    name=st.binary(min_size=1, max_size=6).map(lambda raw: "".join(f"%{byte:02x}" for byte in raw)),
    query=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3),
)
@example(path="/v1/events", name="a", query={"since": "0001-01-01T00:00:00"})
@example(path="/v1/events", name="a", query={"until": "9999-12-31T23:59:59.999999"})
@example(path="/v1/alerts", name="a", query={"cursor": "WzFlOTk5LCAieCJd"})
def test_no_url_breaks_the_service(admin: Caller, path: str, name: str, query: dict[str, str]) -> None:
    answer = admin("GET", path.format(name), params=query)
    assert answer.status_code in (200, 307, 404, 422)
    assert answer.status_code == 200 or error_of(answer)
