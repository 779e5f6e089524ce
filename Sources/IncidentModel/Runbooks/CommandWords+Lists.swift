extension CommandWords {
  /// Commands that look and change nothing.
  static let readers: Set<String> = [
    "[", "[[", "awk", "base64", "basename", "cat", "cd", "column", "comm", "cut", "date", "df",
    "diff", "dig",
    "dirname", "dmesg", "du", "echo", "egrep", "env", "exit", "expr", "false", "fgrep", "file",
    "free",
    "getent", "grep", "head", "host", "hostname", "id", "iostat", "jobs", "journalctl", "jq",
    "last", "ls",
    "lsblk", "lsof", "md5sum", "mpstat", "mtr", "netstat", "nproc", "nslookup", "pgrep", "ping",
    "printf",
    "promtool", "ps", "pwd", "readlink", "return", "seq", "set", "sha256sum", "sleep", "sort", "ss",
    "stat",
    "tail", "test", "time", "top", "tr", "traceroute", "true", "type", "uname", "uniq", "until",
    "uptime",
    "vmstat", "w", "watch", "wc", "which", "while", "whoami", "xxd", "yq", "zcat", "zgrep",
    "amtool", "for", "in",
    "done", "fi", "esac", "case", "}", "]", "]]", ":", "shift", "local", "read", "tac", "od",
    "hexdump",
  ]

  /// Commands that change something, whatever their arguments.
  static let changers: Set<String> = [
    "apt", "apt-get", "at", "bash", "cp", "chmod", "chown", "dnf", "kill", "killall", "ln", "make",
    "mkdir",
    "mount", "mv", "pkill", "reload", "rm", "rsync", "scp", "service", "sh", "source", "tar", "tee",
    "touch",
    "umount", "unlink", "unzip", "useradd", "usermod", "yum", "zypper", "chef-client", "ansible",
    "ansible-playbook", "puppet", "salt", "export", "pip", "npm",
  ]

  static let destroyers: Set<String> = [
    "dd", "dropdb", "dropuser", "lvremove", "pvremove", "userdel", "vgremove", "halt", "mkfs",
    "poweroff", "reboot", "shred", "shutdown", "wipefs",
  ]

  /// Command lines of clouds, whose verbs are parts of words.
  static let clouds: Set<String> = [
    "aws", "az", "doctl", "eksctl", "gcloud", "gsutil", "hcloud", "oci",
  ]

  /// Commands that open a console of another program.
  static let consoles: Set<String> = [
    "chroot", "irb", "mongo", "mongosh", "mysql", "nsenter", "psql", "python", "python3", "rails",
    "redis-cli", "sqlite3", "ssh", "su", "sudo", "telnet",
  ]

  /// Commands whose verb says what they do.
  static let others: Set<String> = Set(verbs.keys).union(clouds).union([
    "curl", "find", "http", "openssl", "perl", "sed", "wget", "xargs", "incident", "gitlab-ctl",
    "gitlab-rails",
    "knife", "consul", "vault", "etcdctl", "nomad", "patronictl", "pg_ctl", "pg_basebackup",
    "pg_rewind",
    "kafka-consumer-groups.sh", "rabbitmqctl", "ipmitool", "iptables", "ip", "tcpdump", "strace",
    "perf",
  ])

  /// What verbs of a command do; its others look.
  static let verbs: [String: [String: Risk]] = [
    "kubectl": kubernetes, "oc": kubernetes,
    "systemctl": [
      "start": .change, "stop": .destructive, "restart": .change, "reload": .change,
      "enable": .change,
      "disable": .change, "mask": .change, "kill": .destructive, "isolate": .destructive,
      "daemon-reload": .change,
    ],
    "helm": [
      "install": .change, "upgrade": .change, "rollback": .change, "uninstall": .destructive,
      "delete": .destructive,
    ],
    "terraform": [
      "apply": .destructive, "destroy": .destructive, "import": .change, "taint": .change,
    ],
    "docker": containers, "podman": containers, "crictl": containers,
    "git": [
      "push": .change, "reset": .change, "checkout": .change, "clean": .destructive,
      "revert": .change,
    ],
    "zpool": ["destroy": .destructive, "export": .change],
    "zfs": ["destroy": .destructive, "rollback": .destructive],
    "ceph": ["osd": .change, "mgr": .change, "config": .change],
    "openssl": ["req": .change, "genrsa": .change],
    "patronictl": [
      "failover": .destructive, "switchover": .destructive, "reinit": .destructive,
      "restart": .change,
      "pause": .change, "resume": .change, "reload": .change,
    ],
    "pg_ctl": [
      "promote": .destructive, "stop": .destructive, "start": .change, "restart": .change,
      "reload": .change,
    ],
    "rabbitmqctl": [
      "purge_queue": .destructive, "stop_app": .destructive, "reset": .destructive,
      "set_policy": .change, "delete_queue": .destructive,
    ],
    "certbot": ["renew": .change, "certonly": .change, "revoke": .destructive],
    "incident": ["log": .change, "declare": .change, "update": .change],
    "ip": ["add": .change, "del": .destructive, "set": .change],
  ]

  private static let kubernetes: [String: Risk] = [
    "apply": .change, "create": .change, "patch": .change, "edit": .change, "scale": .change,
    "set": .change, "label": .change, "annotate": .change, "cordon": .change, "uncordon": .change,
    "config": .change,
    "rollout": .change, "replace": .change, "expose": .change, "exec": .change, "cp": .change,
    "taint": .change, "autoscale": .change, "adm": .change, "debug": .change, "run": .change,
    "delete": .destructive, "drain": .destructive,
    // Before what may be called like a verb: `get drain`.
    "get": .read, "describe": .read, "logs": .read,
  ]

  private static let containers: [String: Risk] = [
    "run": .change, "exec": .change, "restart": .change, "start": .change, "pull": .change,
    "stop": .destructive, "rm": .destructive, "kill": .destructive, "prune": .destructive,
    "rmi": .destructive,
  ]
}
