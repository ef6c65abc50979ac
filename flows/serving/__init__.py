"""What `coaching up` does: a server and a worker, started, watched and ended together.

`place` says where the server is, `api` speaks with it, `children` are the
processes, `supervisor` watches them, `registering` brings the server to what
`config/` says, `leftovers` tells the end of runs that nobody ends any more,
`holder` finds out who has the port, `processes` reads what runs on this machine.
"""
