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
EXAMPLE = Path(__file__).parents[2] / "docs/examples/ip-asn/config"
SOURCES = (EXAMPLE / "sources.toml").read_text("utf-8")
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


def profile(folder: Path, *people: dict[str, str]) -> None:
    with (folder / "data/siasn_2024.csv").open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows({**NEVER, "KEDUDUKAN HUKUM NAMA": "Aktif", **one} for one in people)


def person(nip: str, post: str, education: str = "S-1/Sarjana", **more: str) -> dict[str, str]:
    return {"NIP BARU": nip, "UNOR ID": "3", "JENIS JABATAN NAMA": post,
            "TINGKAT PENDIDIKAN NAMA": education, "NAMA": "Nama Orang Ini", **more}  # fmt: skip


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
    shutil.copytree(EXAMPLE, config, dirs_exist_ok=True)
    told = (config / "programme.toml").read_text("utf-8")
    variant = 'outcome_indicator = "ip-asn-without-coaching"'
    changed = told.replace('outcome_indicator = "ip-asn"', variant)
    (config / "programme.toml").write_text(changed, encoding="utf-8")
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
