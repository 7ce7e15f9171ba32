"""The simulated distribution on a port of this machine, with a page that shows what happens to each request.

1. Wiring is in `running`; everything else is handed what it needs, so that tests start it without signals.
2. Requests run in threads; the journal, the page and the sockets belong to the event loop and need no locks.
3. Nothing that a viewer sends is trusted: sizes, times and numbers are bounded in `bounds`.
"""
