"""What operators do in the Prefect UI: one form each, checked again, told in sentences.

`fields` says what forms ask, `answers` turns what the UI sends into a form or a
problem in words, the other files hold the operations. `listed` has them all.
"""
