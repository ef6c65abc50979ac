"""The personnel export of the made-up city: 69 columns, and rows as dirty as real ones."""

from random import Random

from coaching.city.agencies import AGENCIES
from coaching.city.people import EXECUTOR, MadePerson
from coaching.city.unit_tree import unit_of

HEADER = (
    "PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA"
    "|TANGGAL LAHIR|JENIS KELAMIN|AGAMA ID|AGAMA NAMA|JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP"
    "|EMAIL|EMAIL GOV|ALAMAT|NPWP NOMOR|BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA"
    "|KEDUDUKAN HUKUM ID|KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|KARTU ASN VIRTUAL|NOMOR SK CPNS"
    "|TANGGAL SK CPNS|TMT CPNS|NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|GOL AWAL ID|GOL AWAL NAMA"
    "|GOL AKHIR ID|GOL AKHIR NAMA|TMT GOLONGAN|MK TAHUN|MK BULAN|JENIS JABATAN ID"
    "|JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA|TMT JABATAN|TINGKAT PENDIDIKAN ID"
    "|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID|PENDIDIKAN NAMA|TAHUN LULUS|KPKN ID|KPKN NAMA"
    "|LOKASI KERJA ID|LOKASI KERJA NAMA|UNOR ID|UNOR NAMA|INSTANSI INDUK ID|INSTANSI INDUK NAMA"
    "|INSTANSI KERJA ID|INSTANSI KERJA NAMA|SATUAN KERJA INDUK ID|SATUAN KERJA INDUK NAMA"
    "|SATUAN KERJA KERJA ID|SATUAN KERJA KERJA NAMA|IS VALID NIK|NAMA SEKOLAH|FLAG IKD|ESELON ID"
    "|ESELON NAMA"
)
COLUMNS = tuple(HEADER.split("|"))
GOVERNMENT = "Pemerintah Kota Contoh"
TITLES = {agency.code: agency.name for agency in AGENCIES}
# How many rows of executors get each kind of dirt. Whoever may be invited stays
# clean: a city whose heads cannot be reached would be another story.
DIRT = {"mangled": 7, "impossible": 4, "no-address": 60, "bad-address": 9, "unknown-unit": 3,
        "misspelt-unit": 3, "spaces": 25, "apostrophe": 20, "shouted": 200}  # fmt: skip
REPEATED, CONTRADICTING = 8, 2


def rows(people: list[MadePerson], seed: int) -> list[dict[str, str]]:
    """Return the export's rows in its own column names, dirt included."""
    dice = Random(f"{seed}:siasn")
    table = [_row(dice, person) for person in people]
    executors = [row for row in table if row["JENIS JABATAN NAMA"] == EXECUTOR]
    dice.shuffle(executors)
    waiting = iter(executors)
    for kind, count in DIRT.items():
        for _ in range(count):
            _soil(kind, next(waiting))
    twice = [dict(next(waiting)) for _ in range(REPEATED)]
    otherwise = [
        {**next(waiting), "JABATAN NAMA": "Penata Layanan Operasional (mutasi)"}
        for _ in range(CONTRADICTING)
    ]
    for row in [*twice, *otherwise]:
        table.insert(dice.randrange(len(table)), row)
    return table


def _soil(kind: str, row: dict[str, str]) -> None:
    nip, unit = row["NIP BARU"], row["SATUAN KERJA KERJA NAMA"]
    changed = {
        "mangled": {"NIP BARU": f"{nip[0]}.{nip[1:3]}E+17"},
        "impossible": {"NIP BARU": f"{nip[:4]}0231{nip[8:]}", "TANGGAL LAHIR": "31-02-" + nip[:4]},
        "no-address": {"EMAIL GOV": ""},
        "bad-address": {"EMAIL GOV": row["EMAIL GOV"].replace("@", " at ")},
        "unknown-unit": {"SATUAN KERJA KERJA NAMA": "UPT Pasar Induk Lama"},
        "misspelt-unit": {"SATUAN KERJA KERJA NAMA": unit.replace("a", "e", 1)},
        "spaces": {"SATUAN KERJA KERJA NAMA": f"  {unit.upper()} ", "NAMA": f"{row['NAMA']}  "},
        "apostrophe": {"NIP BARU": f"'{nip}"},
        "shouted": {"NAMA": row["NAMA"].upper()},
    }
    row.update(changed[kind])


def _row(dice: Random, person: MadePerson) -> dict[str, str]:
    """Return one clean row; numbers of identity are random digits behind an apostrophe."""
    row = dict.fromkeys(COLUMNS, "")
    unit = TITLES[person.agency]
    started = f"{person.started_on:%d-%m-%Y}"
    row.update({
        "PNS ID": f"{dice.getrandbits(64):016X}",
        "NIP BARU": person.nip,
        "NAMA": person.name,
        "GELAR DEPAN": person.title_before,
        "GELAR BELAKANG": person.title_after,
        "TEMPAT LAHIR NAMA": "Contoh",
        "TANGGAL LAHIR": f"{person.born_on:%d-%m-%Y}",
        "JENIS KELAMIN": "F" if person.woman else "M",
        "NIK": f"'{_digits(dice, 16)}",
        "NOMOR HP": f"0812555{_digits(dice, 5)}",
        "EMAIL GOV": person.email,
        "ALAMAT": f"Jalan Contoh Nomor {dice.randint(1, 200)}",
        "NPWP NOMOR": f"'{_digits(dice, 15)}",
        "BPJS": f"'{_digits(dice, 13)}",
        "JENIS PEGAWAI NAMA": "PPPK" if person.is_pppk else "PNS Daerah",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "STATUS CPNS PNS": "P",
        "TMT CPNS": started,
        "TMT PNS": started,
        "JENIS JABATAN NAMA": person.position_type,
        "JABATAN NAMA": person.position,
        "TMT JABATAN": started,
        "TINGKAT PENDIDIKAN NAMA": person.education,
        "TAHUN LULUS": str(person.started_on.year - 1),
        "LOKASI KERJA NAMA": "Kota Contoh",
        "UNOR ID": unit_of(person),
        "UNOR NAMA": unit,
        "INSTANSI INDUK NAMA": GOVERNMENT,
        "INSTANSI KERJA NAMA": GOVERNMENT,
        "SATUAN KERJA INDUK NAMA": unit,
        "SATUAN KERJA KERJA NAMA": unit,
        "IS VALID NIK": "TRUE",
        "FLAG IKD": "1",
        "ESELON NAMA": person.echelon,
    })  # fmt: skip
    return row


def _digits(dice: Random, count: int) -> str:
    return "".join(dice.choices("0123456789", k=count))
