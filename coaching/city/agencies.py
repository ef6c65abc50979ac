"""The agencies of the made-up city, named as agencies of East Javanese cities are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MadeAgency:
    """An agency.

    Args:
        head: what its head is called.
        echelon: of its head.
        field: what its specialists are called.
        from_offset: it exists from that many years before the coaching year.
        earlier_name: the name it went by before `renamed_offset` years before it.
    """

    code: str
    name: str
    short_name: str
    head: str
    echelon: str = "II.b"
    field: str = "Analis Kebijakan"
    from_offset: int = 8
    earlier_name: str | None = None
    renamed_offset: int = 2


def _dinas(code: str, rest: str, short: str, field: str, earlier: str | None = None) -> MadeAgency:
    return MadeAgency(
        code, f"Dinas {rest}", short, f"Kepala Dinas {rest}", field=field, earlier_name=earlier
    )


def _badan(code: str, rest: str, short: str, field: str, earlier: str | None = None) -> MadeAgency:
    return MadeAgency(
        code, f"Badan {rest}", short, f"Kepala Badan {rest}", field=field, earlier_name=earlier
    )


def _bagian(code: str, rest: str) -> MadeAgency:
    name = f"Bagian {rest}"
    return MadeAgency(code, name, name, f"Kepala {name}", echelon="III.a")


def _kecamatan(code: str, rest: str) -> MadeAgency:
    name = f"Kecamatan {rest}"
    return MadeAgency(code, name, name, f"Camat {rest}", echelon="III.a", field="Penyuluh Sosial")


# Largest first: head-counts are drawn and given out in this order.
AGENCIES = (
    _dinas("disdikbud", "Pendidikan dan Kebudayaan", "Disdikbud", "Guru Ahli Muda"),
    MadeAgency(
        "rsud", "Rumah Sakit Umum Daerah Kota Contoh", "RSUD",
        "Direktur Rumah Sakit Umum Daerah Kota Contoh", field="Perawat Ahli Muda",
    ),
    _dinas(
        "dinkes-ppkb", "Kesehatan, Pengendalian Penduduk dan Keluarga Berencana", "DinkesPPKB",
        "Bidan Penyelia", earlier="Dinas Kesehatan",
    ),
    MadeAgency(
        "satpolpp", "Satuan Polisi Pamong Praja", "Satpol PP",
        "Kepala Satuan Polisi Pamong Praja", field="Polisi Pamong Praja Ahli Muda",
    ),
    _dinas("dlh", "Lingkungan Hidup", "DLH", "Pengendali Dampak Lingkungan"),
    _dinas("dishub", "Perhubungan", "Dishub", "Penguji Kendaraan Bermotor"),
    _dinas(
        "dpupr-perakim", "Pekerjaan Umum, Penataan Ruang, Perumahan dan Permukiman",
        "DPUPRPerakim", "Teknik Jalan dan Jembatan",
    ),
    _badan(
        "bppka", "Pendapatan, Pengelolaan Keuangan dan Aset", "BPPKA",
        "Analis Keuangan Pusat dan Daerah",
    ),
    _dinas(
        "diskopukmperindag", "Koperasi, Usaha Kecil dan Menengah, Perindustrian dan Perdagangan",
        "Diskopukmperindag", "Penera Ahli Muda",
    ),
    _kecamatan("kec-sumberarum", "Sumberarum"),
    _kecamatan("kec-wringinsari", "Wringinsari"),
    _kecamatan("kec-tegalwangi", "Tegalwangi"),
    _dinas("dinsos", "Sosial", "Dinsos", "Pekerja Sosial Ahli Muda"),
    _dinas("diskominfo", "Komunikasi dan Informatika", "Diskominfo", "Pranata Komputer"),
    _dinas("disporapar", "Kepemudaan, Olahraga dan Pariwisata", "Disporapar", "Adyatama"),
    _dinas("dkpp", "Ketahanan Pangan dan Pertanian", "DKPP", "Penyuluh Pertanian"),
    _dinas(
        "dispendukcapil", "Kependudukan dan Pencatatan Sipil", "Dispendukcapil",
        "Administrator Database Kependudukan",
    ),
    _dinas(
        "dpmptsp", "Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP",
        "Penata Perizinan",
    ),
    _dinas("dispusip", "Perpustakaan dan Kearsipan", "Dispusip", "Pustakawan Ahli Muda"),
    _dinas("disnaker", "Tenaga Kerja", "Disnaker", "Pengantar Kerja"),
    _badan(
        "bkpsdm", "Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM",
        "Analis Sumber Daya Manusia Aparatur",
    ),
    _badan(
        "bapperida", "Perencanaan Pembangunan, Riset dan Inovasi Daerah", "Bapperida",
        "Perencana Ahli Muda",
        earlier="Badan Perencanaan Pembangunan, Penelitian dan Pengembangan",
    ),
    MadeAgency("inspektorat", "Inspektorat", "Inspektorat", "Inspektur", field="Auditor Ahli Muda"),
    MadeAgency(
        "setwan", "Sekretariat Dewan Perwakilan Rakyat Daerah", "Sekretariat DPRD",
        "Sekretaris DPRD", field="Perisalah Legislatif",
    ),
    _badan("bakesbangpol", "Kesatuan Bangsa dan Politik", "Bakesbangpol", "Analis Kebijakan"),
    MadeAgency(
        "bpbd", "Badan Penanggulangan Bencana Daerah", "BPBD",
        "Kepala Pelaksana Badan Penanggulangan Bencana Daerah", echelon="III.a",
        field="Penata Penanggulangan Bencana", from_offset=1,
    ),
    _bagian("bag-umum", "Umum"),
    _bagian("bag-pbj", "Pengadaan Barang dan Jasa"),
    _bagian("bag-protokol", "Protokol dan Komunikasi Pimpinan"),
    _bagian("bag-hukum", "Hukum"),
    _bagian("bag-organisasi", "Organisasi"),
    _bagian("bag-pemerintahan", "Pemerintahan"),
    _bagian("bag-kesra", "Kesejahteraan Rakyat"),
    _bagian("bag-perekonomian", "Perekonomian dan Sumber Daya Alam"),
    _bagian("bag-pembangunan", "Administrasi Pembangunan"),
)  # fmt: skip
SILENT = "bpbd"  # founded in the year before, reports nothing yet
THIN = "bag-pembangunan"  # reports absence and nothing else
EMPLOYEES = 3000
SMALLEST = 14
