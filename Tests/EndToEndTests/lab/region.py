"""Two regions and the router before them, on loopback, to run experiments on.

    python3 region.py EAST WEST ROUTER

The arguments are ports; "ready" is printed as soon as all three listen.

    GET  /page              of a region: 200, or 503 while it is unhealthy; of the router: the same
                            of the active region
    POST /health?ok=0       of a region: makes it unhealthy, and well again with ok=1
    POST /active?region=b   of the router: sends the traffic to west, and to east with region=a
    POST /automatic?on=1    of the router: from then on it leaves a region that is not well by itself
    GET  /lag               of the router: a number, as text
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

healthy = {"a": True, "b": True}
router = {"active": "a", "automatic": False}


def page(region):
    if region == "router":
        region = router["active"]
        if not healthy[region] and router["automatic"]:
            region = router["active"] = "b" if region == "a" else "a"
    if healthy[region]:
        return 200, '{"region": "%s", "ok": true}' % region
    return 503, '{"region": "%s", "ok": false}' % region


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, name):
        self.name = name
        super().__init__(("127.0.0.1", port), Handler)


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, body, kind="application/json"):
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        path = urlparse(self.path).path
        if path == "/page":
            self.answer(*page(self.server.name))
        elif path == "/lag":
            self.answer(200, "0.5\n", "text/plain")
        else:
            self.answer(404, "{}")

    def do_POST(self):
        address = urlparse(self.path)
        words = {key: values[0] for key, values in parse_qs(address.query).items()}
        name = self.server.name
        if address.path == "/health" and name in healthy:
            healthy[name] = words.get("ok") == "1"
        elif address.path == "/active" and words.get("region") in healthy:
            router["active"] = words["region"]
        elif address.path == "/automatic":
            router["automatic"] = words.get("on") == "1"
        else:
            return self.answer(404, "{}")
        self.answer(200, "{}")

    def log_message(self, *_):
        pass


servers = [Server(int(port), name) for port, name in zip(sys.argv[1:], ["a", "b", "router"])]
for server in servers:
    threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", flush=True)
threading.Event().wait()
