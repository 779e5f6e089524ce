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
  ]

  @Test(arguments: samples)
  func `a secret is masked`(text: String, masked: String) {
    #expect(maskingSecrets(in: text) == masked)
  }

  @Test(arguments: [
    "pods 3/3 running", "see https://example.com/a@b", "the token expired", "password reset mails",
    "14:02:31 eu checkout", "passwords: none",
  ])
  func `ordinary output stays`(text: String) {
    #expect(maskingSecrets(in: text) == text)
  }
}
