"""Names of people who do not exist."""

import re
import unicodedata
from random import Random

WOMEN = (
    "Sari", "Wulandari", "Ratna", "Dewi", "Lestari", "Kusumaningtyas", "Endang", "Sri", "Nur",
    "Aisyah", "Fitriana", "Retno", "Ayu", "Indah", "Larasati", "Puspita", "Anggraini", "Rahmawati",
    "Yuliani", "Hartini", "Maharani", "Widyastuti", "Khoirunnisa", "Murniati", "Sekar", "Citra",
)  # fmt: skip
MEN = (
    "Budi", "Agus", "Slamet", "Bambang", "Hadi", "Wahyu", "Eko", "Dwi", "Tri", "Joko", "Ahmad",
    "Fauzi", "Rizki", "Arif", "Bagus", "Surya", "Teguh", "Imam", "Yoga", "Galih", "Muhammad",
    "Andik", "Heru", "Rudi", "Pramudya", "Satria", "Danang",
)  # fmt: skip
FAMILY = (
    "Santoso", "Prasetyo", "Wijaya", "Hidayat", "Setiawan", "Nugroho", "Kurniawan", "Purnomo",
    "Susanto", "Wibowo", "Handayani", "Pratiwi", "Utami", "Suryaningrum", "Mulyono", "Hakim",
    "Ramadhan", "Saputra", "Kusuma", "Permana", "Hartono", "Siswanto", "Wardhana", "Mahendra",
    "Adiningrat", "Suprapto", "Firmansyah", "Maulana", "Basuki", "Cahyono", "Ma'ruf", "Sa'diyah",
)  # fmt: skip
BEFORE = ("", "", "", "", "", "", "H.", "Hj.", "Drs.", "Dra.", "dr.", "Ir.", "Dr.")
AFTER = {
    "S-2": (
        "M.Si.",
        "S.STP., M.Si.",
        "S.H., M.Hum.",
        "S.E., M.M.",
        "S.Sos., M.AP.",
        "S.Pd., M.Pd.",
    ),
    "S-1/Sarjana": ("S.Sos.", "S.E.", "S.H.", "S.Pd.", "S.Kom.", "S.T.", "S.AP.", "S.Kep., Ns."),
    "Diploma III/Sarjana Muda": ("A.Md.", "A.Md.Keb.", "A.Md.Kep."),
    "SLTA": ("", "-"),
}
# As long as real ones get: letters and tables must bear them.
LONGEST = (
    ("Prof. Dr. dr. Hj.", "Siti Nur Khoirunnisa Kusumaningtyas Adiningrat",
     "Sp.PD-KGEH., M.Kes., M.H., FINASIM., FISQua."),
    ("Drs. H.", "Raden Bagus Muhammad Satria Pramudya Wardhana", "S.H., M.Hum., M.Si., Ph.D."),
    ("Dr. Ir. Hj.", "Maharani Puspita Widyastuti Suryaningrum", "S.T., M.T., IPU., ASEAN.Eng."),
)  # fmt: skip


def bare_name(dice: Random, *, woman: bool) -> str:
    """Return a name without titles."""
    given = WOMEN if woman else MEN
    parts = dice.sample(given, dice.choice((1, 1, 2, 2)))
    return " ".join([*parts, dice.choice(FAMILY)])


def titles(dice: Random, education: str, *, woman: bool) -> tuple[str, str]:
    """Return titles before and after a name, as a personnel system holds them."""
    before = dice.choice(BEFORE)
    wrong = {"H.", "Drs."} if woman else {"Hj.", "Dra."}
    if before in wrong or education == "SLTA":
        before = ""
    return before, dice.choice(AFTER[education])


def mailbox(name: str, taken: set[str], domain: str) -> str:
    """Return an address nobody has yet."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z]+", plain.replace("'", ""))
    base = ".".join([words[0], words[-1]])
    found, number = f"{base}@{domain}", 2
    while found in taken:
        found, number = f"{base}{number}@{domain}", number + 1
    taken.add(found)
    return found
