import IncidentModel
import Testing

@testable import Runbooks

/// What can be run, what cannot, and why.
@Suite struct BlockTests {
  static let refused: [(name: String, info: String, text: String, because: String)] = [
    ("YAML tagged bash", "bash", "apiVersion: v1\nkind: Pod", "YAML"),
    ("YAML without a version", "bash", "replicas: 3", "YAML"),
    ("JSON tagged sh", "sh", "{\n  \"a\": 1\n}", "JSON"),
    (
      "PromQL tagged sh", "sh", "sum(rate(http_requests_total{code=~\"5..\"}[5m])) by (region)",
      "Prometheus"
    ),
    ("a comparison of Prometheus", "sh", "up == 0", "Prometheus"),
    ("a metric with labels", "sh", "kube_pod_status_phase{phase=\"Pending\"}", "Prometheus"),
    ("SQL", "sh", "SELECT * FROM pg_stat_activity;", "SQL"),
    ("a session of redis", "sh", "redis> info replication", "another program"),
    ("psql", "bash", "postgres=# select 1;", "another program"),
    (
      "ssh and what follows", "sh", "ssh patroni-01\nsudo su\nsystemctl start patroni",
      "ssh patroni-01 opens"
    ),
    ("ssh alone", "sh", "$ ssh web-1", "ssh web-1 opens"),
    ("a shell in a pod", "bash", "kubectl exec -it pod -- bash", "opens a session"),
    (
      "a debug pod", "console", "$ oc debug node/x\n# chroot /host\n# systemctl restart kubelet",
      "opens a session"
    ),
    ("root's prompt", "sh", "# chroot /host\n# journalctl -u kubelet", "root"),
    ("root's prompt of a shell", "sh", "sh-4.4# systemctl status", "root"),
    (
      "a console of redis", "", "redis-cli\n127.0.0.1:6379> config set maxmemory 4gb",
      "another program"
    ),
    ("a console", "sh", "sudo gitlab-rails console", "opens a session"),
    ("only comments", "sh", "# nothing to do here", "only comments"),
    ("marked", "sh ignore=true", "ls", "shown only"),
    ("broken attributes", "sh timeout=soon", "ls", "cannot be understood"),
  ]

  @Test(arguments: refused)
  func `cannot be run, and says why`(
    _ sample: (name: String, info: String, text: String, because: String)
  ) throws {
    let block = try onlyBlock(sample.text, sample.info)
    #expect(
      block.refusal?.contains(sample.because) == true, "\(sample.name): \(block.refusal ?? "runs")")
  }

  @Test(arguments: [
    "Run this. The output looks like:", "You should see:", "It returns:", "Example output:",
  ])
  func `what is said to be output is not run`(cue: String) throws {
    let block = try onlyBlock("cat /etc/passwd", "", before: cue)
    #expect(block.refusal?.contains("output") == true)
  }

  @Test(arguments: [
    ("df -h", "sh", "df -h"),
    ("$ df -h\nFilesystem Size", "console", "df -h"),
    ("$ kubectl get pods \\\n    -n a\nNAME READY", "sh", "kubectl get pods \\\n    -n a"),
    ("user@web-1:~$ uptime\n 12:00 up", "", "uptime"),
    ("$ ls\n# a remark\n$ pwd", "sh", "ls\npwd"),
    ("# list them\nls", "sh", "# list them\nls"),
    ("ssh web-1 uptime", "sh", "ssh web-1 uptime"),
    ("kubectl get pods", "", "kubectl get pods"), ("sudo own-tool info", "", "sudo own-tool info"),
    ("psql -c 'select 1'", "sh", "psql -c 'select 1'"),
    ("psql -h \"$db\" <<'SQL'\nselect 1;\nSQL", "sh", "psql -h \"$db\" <<'SQL'\nselect 1;\nSQL"),
    ("echo 'select 1' | psql", "sh", "echo 'select 1' | psql"),
    ("psql -h \"$db\" -XAtc \"select 1\"", "sh", "psql -h \"$db\" -XAtc \"select 1\""),
  ])
  func `can be run, without prompts and output`(text: String, info: String, command: String) throws
  {
    let block = try onlyBlock(text, info)
    #expect(block.refusal == nil)
    #expect(block.command == command)
  }

  @Test func `what came back is kept as a sample`() throws {
    #expect(try onlyBlock("$ df -h\nFilesystem Size", "console").sample == "Filesystem Size")
  }

  @Test(arguments: [
    ("kubectl delete pod <pod-name> -n <namespace>", ["pod-name", "namespace"]),
    ("ping {{host}}", ["host"]), ("kubectl get pod [POD_NAME]", ["POD_NAME"]),
    ("ls <<pod>> -n x", ["pod"]),
    ("ls <10.0.0.1>", ["10.0.0.1"]), ("ls <pod|node>", ["pod|node"]), ("sort <in.txt 2>err", []),
    ("curl CHANGEME", ["CHANGEME"]),
    ("cat <<EOF\nx\nEOF", []), ("sort < in > out", []), ("diff <(ls a) <(ls b)", []),
    ("docker ps --format '{{.Names}}'", []), ("echo \"$host\"", []),
  ])
  func `placeholders are found, and redirections are not`(text: String, names: [String]) throws {
    #expect(try onlyBlock(text).placeholders.map(\.name) == names)
  }

  @Test(arguments: [
    ("kubectl get pods", Risk.read), ("kubectl -n <ns> get pods", .read),
    ("kubectl rollout status deploy/a", .read),
    ("kubectl rollout undo deploy/a", .change), ("kubectl delete pod a", .destructive),
    ("kubectl -n x scale deploy/a --replicas 3", .change), ("systemctl status a", .read),
    ("sudo systemctl restart a", .change), ("curl -s http://a/b | jq .", .read),
    ("curl -X PUT -d 0 http://a", .change), ("curl -XDELETE http://a", .destructive),
    ("curl -fsS -G --data-urlencode q=up http://a", .read),
    ("rm -rf /var/tmp/x", .destructive), ("rm a", .change), ("./drain.sh eu", .change),
    ("echo a > b", .change), ("ls 2>/dev/null", .read), ("ls >&2", .read),
    ("psql -c 'select 1'", .read), ("psql -c 'DROP TABLE a'", .destructive),
    ("psql -c 'update a set b = 1'", .change), ("psql <<SQL\nselect 1;\nSQL", .read),
    ("psql <<SQL\ndelete from a;\nSQL", .destructive), ("FOO=1 sudo reboot", .destructive),
    ("if true; then helm uninstall a; fi", .destructive),
    ("aws ec2 terminate-instances --instance-ids i-1", .destructive), ("aws s3 ls", .read),
    ("aws rds delete-db-instance x", .destructive), ("gcloud sql instances list", .read),
    ("gcloud sql instances restart x", .change), ("echo \"$(rm -rf /x)\"", .destructive),
    ("watch -n1 'rm -rf /x'", .destructive), ("timeout 5 rm -rf /x", .destructive),
    ("ls | xargs rm -rf", .destructive), ("find / -delete", .destructive),
    ("find / -exec rm -rf {} ;", .destructive), ("bash -c 'rm -rf /x'", .destructive),
    ("ssh web-1 'sudo rm -rf /x'", .destructive),
    ("kubectl exec pg-0 -- rm -rf /data", .destructive),
    ("kubectl exec pg-0 -- df -h", .read), ("oc adm drain node-1", .destructive),
    ("redis-cli FLUSHALL", .destructive), ("mkfs.ext4 /dev/sdb", .destructive),
    ("zpool destroy tank", .destructive), ("psql -f fix.sql", .change),
    ("curl -o /etc/x http://a", .change),
    ("journalctl --vacuum-size=1M", .change), ("iptables -L", .read),
    ("sudo -n rm -rf /x", .destructive),
    ("kubectl config use-context prod", .change), ("x=\"$(date)\"; echo \"$x\"", .read),
  ])
  func `its words say what it may do`(text: String, risk: Risk) throws {
    #expect(try onlyBlock(text).risk == risk)
  }

  @Test func `what is written about the risk counts`() throws {
    #expect(try onlyBlock("kubectl delete pod a", "sh risk=change").risk == .change)
  }

  @Test(arguments: [
    ("x=1; echo $x $y", ["x"], ["y"]), ("echo '$x' \"$y\"", [], ["y"]), ("echo ${x:-1}", [], []),
    ("for a in 1 2; do echo $a; done", ["a"], []), ("export A=1", ["A"], []),
    ("read -r line < f; echo $line", ["line"], []), ("echo ${x}", [], ["x"]),
  ])
  func `variables that are set and needed`(text: String, set: [String], needed: [String]) {
    let found = ShellText.variables(in: text)
    #expect(found.assigned == set)
    #expect(found.needed == needed)
  }
}
