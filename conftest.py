"""Lets nbval run the chapters: a text notebook (.md with a kernel) is one of its files."""


def is_notebook(path):
    """Return whether a Markdown file names a kernel in its front matter."""
    text = path.read_text(encoding="utf-8")
    return text.startswith("---\n") and "\nkernelspec:" in text.split("\n---\n", 1)[0]


def pytest_collect_file(file_path, parent):
    """Collect text notebooks when nbval is on."""
    wanted = any(
        getattr(parent.config.option, name, False) for name in ("nbval", "nbval_lax")
    )  # none without the plugin
    if not wanted or file_path.suffix != ".md" or not is_notebook(file_path):
        return None
    from text_notebooks import Chapter  # here, since unit tests need none of what it imports

    return Chapter.from_parent(parent, path=file_path)
