"""What a sheet asks that people fill in after a session, and what is counted of commitments."""

MARKS = ("satisfaction", "usefulness")  # 1 to 5
TESTS = ("before", "after")  # 0 to 100
ANSWERS = (*MARKS, *TESTS)
COUNTS = ("made", "told", "done", "checked", "confirmed")
