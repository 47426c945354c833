"""What cannot be served is said in one sentence."""

import pytest

from mcollab.book import serve
from mcollab.errors import McollabError


def test_a_folder_without_a_book(tmp_path):
    with pytest.raises(
        McollabError, match=r"^No book in .*: expected a _config\.yml there, so name the course's folder\.$"
    ):
        serve.serve(tmp_path, 0)


def test_a_book_of_which_no_site_can_be_built(tmp_path, monkeypatch):
    (tmp_path / "_config.yml").touch()
    built = []
    monkeypatch.setattr(serve, "build", built.append)
    with pytest.raises(McollabError) as error:
        serve.serve(tmp_path, 0)
    site = tmp_path.resolve() / "_build" / "html"
    assert str(error.value) == f"There is no site in {site}: building one failed, as was said above; mend that first."
    assert built == [tmp_path.resolve()]
