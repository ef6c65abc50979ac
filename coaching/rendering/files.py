"""Writing a file whole or not at all."""

from pathlib import Path


def save(path: Path, content: bytes) -> bool:
    """Write a file in one step; False where it holds exactly that already."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.part")
    half.write_bytes(content)
    half.replace(path)
    return True
