/// A web server on the loopback that behaves badly on request; one for all tests, until they end.
enum LoopbackServer {
  static let port: UInt16 = {
    guard let line = try? process.get().line(), let port = UInt16(line) else { return 1 }
    return port
  }()

  static func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  private static let process = Result { try ServerProcess(["python3", "-u", "-c", program]) }

  static let program = #"""
    import gzip, http.server, json, os, shutil, sys, threading, time, urllib.parse
    BOMB = gzip.compress(bytes(10 << 20))
    GOOD = b'{"schemaVersion":1,"checks":[{"id":"a","ok":true,"severity":1}]}'
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        def log_message(self, *_): pass
        def send(self, body=b"", status=200, **headers):
            self.send_response(status)
            for name, value in headers.items(): self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self.send(json.dumps({"method": self.command, "body": body, **dict(self.headers)}).encode())
        do_DELETE = do_POST
        def do_GET(self):
            path, _, query = self.path.partition("?")
            if path == "/ok": self.send(GOOD)
            elif path == "/echo": self.send(json.dumps(dict(self.headers)).encode())
            elif path == "/port": self.send(str(self.client_address[1]).encode())
            elif path == "/status": self.send(b"", int(query))
            elif path == "/to": self.send(b"", 302, Location=urllib.parse.unquote(query))
            elif path == "/large": self.send(bytes(int(query)))
            elif path == "/bomb": self.send(BOMB, Content_Encoding="gzip")
            elif path == "/hang": time.sleep(60)
            elif path == "/slow":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                for _ in range(60):
                    self.wfile.write(b"x")
                    time.sleep(1)
            elif path == "/reason":
                self.wfile.write(b"HTTP/1.1 500 \x1b[32mALL OK\x1b[0m|x=1\r\nContent-Length: 0\r\n\r\n")
            elif path == "/noise": self.wfile.write(b"SSH-2.0-x\r\n"); self.close_connection = True
            elif path == "/half":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                self.close_connection = True
            elif path == "/headers":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 8000 + b"\r\n")
                for _ in range(2000): self.wfile.write(b"X-A: " + b"a" * 8000 + b"\r\n")
            else: self.send(b"", 404)
    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 1024
        def handle_error(self, *_): pass
    def leave():
        sys.stdin.read()
        if len(sys.argv) > 1: shutil.rmtree(os.path.dirname(sys.argv[1]))
        os._exit(0)
    if __name__ == "__main__":
        server = Server(("127.0.0.1", 0), Handler)
        if len(sys.argv) > 1:
            import ssl
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1])
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=leave, daemon=True).start()
        print(server.server_address[1])
        server.serve_forever()
    """#
}
