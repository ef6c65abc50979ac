"""How the made-up city's lists of employees are read: added to the shipped configuration."""

SOURCES = """
# The city's own lists of employees, as they stood at the end of a year.
[[source]]
name = "employees"
holds = "employees"
path = "data/siasn_profil_{year}.csv"
where = { "KEDUDUKAN HUKUM NAMA" = "Aktif" }
columns = { nip = "NIP BARU", unit = "UNOR ID", education = "TINGKAT PENDIDIKAN NAMA", \
position_type = "JENIS JABATAN NAMA", echelon = "ESELON NAMA", born_on = "TANGGAL LAHIR", \
sex = "JENIS KELAMIN" }

[[source]]
name = "units"
holds = "units"
path = "data/unit.csv"
columns = { unit = "ID", name = "NAMA_UNOR", parent = "ID_ATASAN" }

[[source]]
name = "training"
holds = "training"
path = "data/diklat_*.csv"
columns = { nip = "NIP", kind = "Jenis", year = "Tanggal", hours = "JP", name = "Nama" }

[[source]]
name = "performance"
holds = "performance"
path = "data/kinerja_*.csv"
columns = { nip = "NIP", year = "Tahun", predicate = "Predikat" }

[[source]]
name = "discipline"
holds = "discipline"
path = "data/hukdis.csv"
columns = { nip = "NIP", level = "Tingkat", year = "TMT" }
"""
INDICATORS = """
[[indicator]]
code = "discipline-cases"
title = "Hukuman disiplin"
unit = "kasus per 100 pegawai"
target = 0.0
floor = 3.0
selects = false
legal_basis = "PP 94/2021"
"""
