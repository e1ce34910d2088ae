#!/usr/bin/env python3
"""How long a change of a long document takes until its findings are there, and how long the
processor works on it, which other programs do not make longer.

    cargo build --release && tests/lsp_speed.py target/release/statlint [WORDS]
"""

import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
WORDS = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
# The server waits so long for the next key.
PAUSE = 0.120


def worked(process):
    """So many seconds a process has worked, where the system tells."""
    stat = pathlib.Path(f"/proc/{process}/stat")
    if not stat.exists():
        return float("nan")
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    server = subprocess.Popen([sys.argv[1], "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(method, params, **more):
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        server.stdin.flush()

    def receive():
        length = 0
        while line := server.stdout.readline().strip():
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
        return json.loads(server.stdout.read(length))

    seeds = "\n\n".join(path.read_text() for path in sorted((ROOT / "seeds").iterdir()))
    words = (seeds.split(" ") * (WORDS // len(seeds.split(" ")) + 1))[:WORDS]
    send("initialize", {"capabilities": {}}, id=1)
    receive()
    send("initialized", {})
    document = {"uri": "untitled:draft", "languageId": "plaintext", "version": 1, "text": " ".join(words)}
    send("textDocument/didOpen", {"textDocument": document})
    found = len(receive()["params"]["diagnostics"])
    times, began = [], worked(server.pid)
    for i in range(10):
        text = " ".join(words + [f"And {i} more."])
        changed = {"textDocument": {"uri": "untitled:draft", "version": i + 2}, "contentChanges": [{"text": text}]}
        start = time.perf_counter()
        send("textDocument/didChange", changed)
        receive()
        times.append(time.perf_counter() - start - PAUSE)
    work = (worked(server.pid) - began) / len(times)
    times = sorted(times)
    print(f"{len(words)} words, {found} findings: {times[len(times) // 2] * 1000:.0f} ms in the middle, {times[-1] * 1000:.0f} ms at most, after the pause; {work * 1000:.0f} ms of the processor")
    server.stdin.close()
    server.wait()


if __name__ == "__main__":
    main()
