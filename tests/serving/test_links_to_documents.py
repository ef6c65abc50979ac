"""What operators see beside a verdict: links where somebody shows the folder, else the paths."""

from tasks.artifacts import linked


def test_a_document_is_a_link_where_the_folder_is_shown():
    path = "reports/2025 evaluation-v1.pdf"
    assert linked(path, "") == f"`{path}`"
    for at in (
        "https://sinar.kotacontoh.example/berkas",
        "https://sinar.kotacontoh.example/berkas/",
    ):
        assert linked(path, at) == (
            f"[{path}](https://sinar.kotacontoh.example/berkas/reports/2025%20evaluation-v1.pdf)"
        )
