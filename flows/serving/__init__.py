"""What `coaching up` does: a server and a worker, started, watched and ended together.

`place` says where the server is and how it is set, `children` are the
processes, `supervisor` watches them, `registering` brings the server to what
`config/` says (`merging` decides about schedules), `leftovers` ends runs that
nobody ends any more, `processes` reads what runs on this machine.
"""
