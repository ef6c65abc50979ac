"""The programme itself: rules, records, words, letters. Nothing in here knows Prefect."""
