"""Writes the designs' frames. Run it after changing a drawing, and commit what it writes."""

from pathlib import Path

from certificates.render.artwork.designs import FRAMES, framed

FOLDER = Path(__file__).resolve().parents[1] / "designs"


def main() -> None:
    for name in FRAMES:
        (FOLDER / f"{name}.svg").write_text(framed(name))


if __name__ == "__main__":
    main()
