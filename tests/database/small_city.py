"""A city of one agency whose employee rows are measured: files, sources, and what is secret."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from coaching.city.siasn import COLUMNS
from coaching.sources import AgencyNames

CONFIG = Path(__file__).parents[2] / "config"
DAY = date(2025, 1, 12)
SARI, BUDI, TONO = "199001012015052001", "198502022010011002", "198011112024211003"
NEVER = {
    "NIK": "3576019001010001", "AGAMA NAMA": "Kejawen Rahasia", "ALAMAT": "Jalan Sunyi 13",
    "NOMOR HP": "081255501234", "NPWP NOMOR": "098765432109876", "BPJS": "0001234567890",
    "AGAMA ID": "agama-77", "EMAIL": "pribadi@rumah.example",
}  # fmt: skip
SOURCES = """
[[source]]
name = "profil"
holds = "employees"
path = "data/siasn_{year}.csv"
where = { "KEDUDUKAN HUKUM NAMA" = "Aktif" }
[source.columns]
nip = "NIP BARU"
unit = "UNOR ID"
education = "TINGKAT PENDIDIKAN NAMA"
position_type = "JENIS JABATAN NAMA"
echelon = "ESELON NAMA"
born_on = "TANGGAL LAHIR"
sex = "JENIS KELAMIN"

[[source]]
name = "unit"
holds = "units"
path = "data/unit.csv"
[source.columns]
unit = "ID"
name = "NAMA_UNOR"
parent = "ID_ATASAN"

[[source]]
name = "diklat"
holds = "training"
path = "data/diklat_*.csv"
[source.columns]
nip = "NIP"
kind = "Jenis"
year = "Tanggal"
hours = "JP"
name = "Nama"

[[source]]
name = "kinerja"
holds = "performance"
path = "data/kinerja_*.csv"
[source.columns]
nip = "NIP"
year = "Tahun"
predicate = "Predikat"

[[source]]
name = "hukdis"
holds = "discipline"
path = "data/hukdis.csv"
[source.columns]
nip = "NIP"
level = "Tingkat"
year = "TMT"

[[source]]
name = "absen"
holds = "absence"
path = "data/absen.csv"
[source.columns]
nip = "NIP"
year = "Bulan"
days = "Hari"

[[source]]
name = "hasil-ip-asn"
holds = "ip-asn-results"
path = "data/hasil.csv"
[source.columns]
agency = "instansi"
year = "tahun"
group = "jenis"
heads = "jumlah"
index = "indeks"
qualification = "kual"
competence = "komp"
performance = "kin"
discipline = "dis"
"""
FILES = {
    "unit.csv": "ID,NAMA_UNOR,ID_ATASAN\n1,Pemerintah Kota Contoh,\n"
    "2,Dinas Kesehatan,1\n3,Bidang,2\n",
    "diklat_a.csv": f"NIP,Jenis,Tanggal,JP,Nama\n{SARI},Diklat Teknis,2024-05-02,24,Arsip\n"
    f"{SARI},Seminar,2024-03-13,4,Pembinaan ASN\n{BUDI},PIM II,2015-01-01,300,Diklatpim\n",
    "kinerja_a.csv": f"NIP,Tahun,Predikat\n{SARI},2023,Sangat Baik\n{SARI},2024,Baik\n"
    f"{BUDI},2023,Baik\n{TONO},2024,Kurang\n",
    "hukdis.csv": f"NIP,Tingkat,TMT\n{BUDI},Ringan,01-02-2024\n",
    "absen.csv": f"NIP,Bulan,Hari\n{TONO},2024-01,2\n{TONO},2024-02,2\n",
    "hasil.csv": "instansi,tahun,jenis,jumlah,kual,komp,kin,dis,indeks\n"
    'Dinas Kesehatan,2023,PNS,90,"21,19",26,"25,75",5,"78,41"\n'
    "Dinas Kesehatan,2023,PPPK,10,20,20,20,5,65\nDinas Kesehatan,2019,ASN,,,,,,70\n",
}
CODES = ("ip-asn", "ip-asn-without-coaching", "discipline-cases", "absence-ladder")


def profile(folder: Path, *people: dict[str, str]) -> None:
    with (folder / "data/siasn_2024.csv").open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows({**NEVER, "KEDUDUKAN HUKUM NAMA": "Aktif", **one} for one in people)


def person(nip: str, post: str, education: str = "S-1/Sarjana", **more: str) -> dict[str, str]:
    return {"NIP BARU": nip, "UNOR ID": "3", "JENIS JABATAN NAMA": post,
            "TINGKAT PENDIDIKAN NAMA": education, "NAMA": "Nama Orang Ini", **more}  # fmt: skip


MEASURE = """
[[indicator]]
code = "{code}"
title = "x"
unit = "x"
target = 1.0
floor = 0.0
selects = false
"""
NAMES = AgencyNames.of(
    pd.DataFrame(
        [("dinkes", "Dinas Kesehatan", "Dinkes")], columns=["agency", "name", "short_name"]
    ),
    pd.DataFrame(columns=["agency", "name", "from_year", "to_year"]).astype({"to_year": "Int64"}),
)


def write_small_city(folder: Path) -> None:
    """Write configuration and data: ipasn-2019 measures every year."""
    config = folder / "config"
    shutil.copytree(CONFIG, config)
    (config / "sources.toml").write_text(SOURCES)
    told = (config / "indicators.toml").read_text()
    measures = "".join(MEASURE.format(code=code) for code in CODES[1:])
    (config / "indicators.toml").write_text(told + measures)
    rules = (config / "ip_asn.toml").read_text().replace("from_year = 2023", "from_year = 2030")
    (config / "ip_asn.toml").write_text(rules)
    (folder / "data").mkdir()
    for name, text in FILES.items():
        (folder / "data" / name).write_text(text)
    profile(
        folder,
        person(SARI, "Jabatan Pelaksana"),
        person(BUDI, "Jabatan Struktural", "S-2", **{"ESELON NAMA": "II.b"}),
        person(TONO, "Jabatan Pelaksana"),
        person("1.98E+17", "Jabatan Pelaksana"),
        person("198001012005011001", "Jabatan Pelaksana", **{"KEDUDUKAN HUKUM NAMA": "Pensiun"}),
    )
