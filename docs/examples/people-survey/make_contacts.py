"""Write invented contacts for the organisations of a survey: `data/contacts.csv`.

    python docs/examples/people-survey/make_contacts.py 2019

writes one person per organisation that exists in that year, with an address that
can belong to nobody (RFC 2606). Real contacts go into the same four columns.
"""

import csv
import sys
from pathlib import Path

from coaching.programme import read_programme
from coaching.sources import read_agencies

GIVEN = ("Alex", "Robin", "Sam", "Chris", "Jo", "Kim", "Pat", "Lee", "Ash", "Max", "Toni")
FAMILY = ("Example", "Sample", "Specimen", "Pattern", "Model", "Instance", "Placeholder")


def main(year: int, folder: Path, config: Path) -> Path:
    """Write `data/contacts.csv` in `folder` for the organisations in force in `year`."""
    names = read_agencies(read_programme(config), folder, year).names
    ended = names["to_year"].fillna(year) < year
    codes = sorted(set(names.loc[(names["from_year"] <= year) & ~ended, "agency"]))
    file = folder / "data" / "contacts.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["organisation", "name", "position", "email"])
        for number, code in enumerate(codes):
            name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"
            writer.writerow([code, name, "Head", f"head@{code.lower()}.example"])
    return file


if __name__ == "__main__":
    print(main(int(sys.argv[1]), Path(), Path(__file__).parent / "config"))
