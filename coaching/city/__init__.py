"""A made-up city: agencies, people, indicators, mails and sheets, all from a seed."""

from coaching.city.answering import answer_mails
from coaching.city.feedback import write_commitments, write_feedback
from coaching.city.made import City, make_city
from coaching.city.sheet import write_attendance_sheet
from coaching.city.writing import write_city, write_outcomes

__all__ = [
    "City",
    "answer_mails",
    "make_city",
    "write_attendance_sheet",
    "write_city",
    "write_commitments",
    "write_feedback",
    "write_outcomes",
]
