import FoundationEssentials
import Glibc
import Testing

/// Services on loopback that are as well as a test says, asked over HTTP.
final class HealthServer {
  let port: Int
  private let process: BackgroundProcess
  private let folder: String

  /// Answers each path with a health document of the state of that name, and `/api/` as Prometheus
  /// and Alertmanager do.
  private static let script = """
    import http.server, json, os, sys
    folder = sys.argv[1]
    def state(name):
        try: return open(os.path.join(folder, name)).read()
        except OSError: return ""
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_): pass
        def answer(self, document, status=200):
            body = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def do_GET(self):
            word = state(self.path.strip("/").replace("/", "_"))
            self.answer({"schemaVersion": 1, "name": "x", "checks": [{
                "id": "db", "name": "db", "ok": word == "", "severity": 1,
                "businessImpact": "nobody can pay", "checkOutput": word}]})
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            open(os.path.join(folder, "posted"), "a").write(body + chr(10))
            if self.path.endswith("silences"):
                return self.answer({"silenceID": "s-1"}, 500 if state("refuse") else 200)
            value = state("bad" if "bad" in body else "all")
            result = [{"metric": {}, "value": [0, value]}] if value else []
            self.answer({"status": "success", "data": {"resultType": "vector", "result": result}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with open(os.path.join(folder, "port.new"), "w") as file: file.write(str(server.server_port))
    os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
    server.serve_forever()
    """

  init(_ program: Program) throws {
    folder = program.file("states")
    unsafe mkdir(folder, 0o700)
    try Data(Self.script.utf8).write(to: URL(filePath: "\(folder)/server.py"))
    process = try BackgroundProcess("/usr/bin/python3", ["\(folder)/server.py", folder])
    port = try #require(BackgroundProcess.text(of: "\(folder)/port").flatMap { Int($0) })
  }

  /// Makes a path critical, with these words; nil makes it well.
  func set(_ name: String, _ words: String?) throws {
    if let words {
      try Data(words.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    } else {
      unsafe unlink("\(folder)/\(name)")
    }
  }

  /// What was posted so far.
  var posted: String {
    (try? String(contentsOf: URL(filePath: "\(folder)/posted"), encoding: .utf8)) ?? ""
  }

  var url: String { "http://127.0.0.1:\(port)" }
}
