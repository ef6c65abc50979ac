"""The coaching programme itself: rules, records, words and letters. Nothing in here knows Prefect."""
