"""The worker: loads one handler and invokes it, as Lambda's own runtime client does.

It runs under the Python of the handler's runtime, apart from the rest of this package (see `__main__.py`),
so it imports the standard library and its own modules only, and nothing that is newer than Python 3.10.

1. It is started with `REQUESTS REPLIES CONFIG`: two file descriptors and a JSON object.
2. A request is a length and JSON; a reply is a kind, a time, a peak of memory, a length and JSON. What
   handlers print goes to stdout and cannot get between them.
3. What it needs to answer is bound when it starts: a handler may put anything into `json`, `os` or `sys`.
4. A process that a handler forked must not answer; it loses both descriptors, and ends when its handler
   returns.

What is done with handler names, exceptions and return values follows awslambdaric, AWS's runtime client
(https://github.com/aws/aws-lambda-python-runtime-interface-client, read 2026-11).
"""
