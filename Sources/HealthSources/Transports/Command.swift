/// A program and its arguments, run without a shell.
package struct Command: Hashable, Sendable {
  /// The program, absolute or looked up in `PATH` of the environment given here, then its arguments.
  package var arguments: [String]
  /// All that it gets; nothing is inherited.
  package var environment: [String: String]

  package static let plainEnvironment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/lib/nagios/plugins", "LC_ALL": "C.UTF-8",
  ]

  package init(_ arguments: [String], environment: [String: String] = plainEnvironment) {
    self.arguments = arguments
    self.environment = environment
  }

  /// The deployments, daemon sets, stateful sets and pods that a label selector finds.
  ///
  /// `environment` holds what kubectl needs, as `HOME` or `KUBECONFIG`, besides the plain one.
  package static func kubectl(
    context: String? = nil, namespace: String? = nil, selector: String? = nil,
    timeoutSeconds: Int64, environment: [String: String]
  ) -> Command {
    var arguments = ["kubectl", "get", "deployments,daemonsets,statefulsets,pods"]
    arguments += context.map { ["--context=\($0)"] } ?? []
    arguments += namespace.map { ["--namespace=\($0)"] } ?? []
    arguments += selector.map { ["--selector=\($0)"] } ?? []
    arguments += ["--output=json", "--request-timeout=\(timeoutSeconds)s"]
    return Command(arguments, environment: plainEnvironment.merging(environment) { $1 })
  }
}
