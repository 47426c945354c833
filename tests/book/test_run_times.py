"""How long chapters ran: the latest run of each, from the record that the build keeps."""

import datetime as dt
from types import SimpleNamespace

from benchmarks import chapters


def test_the_latest_run_of_each_page_counts_longest_first(tmp_path, monkeypatch):
    def record(name, minute, data):
        return SimpleNamespace(uri=f"/book/chapters/{name}.md", created=dt.datetime(2026, 1, 1, 0, minute), data=data)

    records = [
        record("history", 2, {"execution_seconds": 3.04}),
        record("history", 1, {"execution_seconds": 9.0}),
        record("models", 1, {"execution_seconds": 4.0}),
        record("data", 1, {}),
    ]
    monkeypatch.setattr(chapters, "get_cache", lambda _: SimpleNamespace(list_cache_records=lambda: records))
    assert list(chapters.measure(tmp_path)) == ["models: 4.0 s", "history: 3.0 s", "2 pages: 7.0 s"]


def test_without_a_build_there_is_nothing(tmp_path):
    assert list(chapters.measure(tmp_path / "none")) == ["0 pages: 0.0 s"]
