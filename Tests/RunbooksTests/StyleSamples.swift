import Testing

/// Runbooks as teams have them: sections by name, ordered lists with prompts, and untagged fences.
struct StyleSamples: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var text: String
  /// The steps that a person follows.
  var titles: [String]
  /// All that can be run of it as it stands.
  var runnable: [String]

  static let sections = StyleSamples(
    testDescription: "sections",
    text: #"""
      ---
      title: Kube Pod Crash Looping
      weight: 20
      ---

      # KubePodCrashLooping

      ## Meaning

      A container of a pod ends again and again.

      <details>
      <summary>Full context</summary>

      The kubelet waits longer before each start.

      </details>

      ## Impact

      The service may be degraded.

      ## Diagnosis

      - Check the template of the pod via `kubectl -n $NAMESPACE get pod $POD -o yaml`.
      - Look at the events: `kubectl -n $NAMESPACE describe pod $POD`

      ```shell
      $ kubectl -n <my-namespace> get pods
      NAME     READY   STATUS             RESTARTS
      web-0    0/1     CrashLoopBackOff   7
      ```

      Which pods restarted lately can be asked with

      ```sh
      sum by (pod) (increase(kube_pod_container_status_restarts_total[10m])) > 0
      ```

      ## Mitigation

      Talk to the developers. If a release did it, roll it back:

      ```shell
      kubectl -n <my-namespace> rollout undo deployment/<name>
      ```

      See also [debugging pods](https://kubernetes.io/docs/)
      """#,
    titles: [
      "Check the template of the pod via kubectl -n $NAMESPACE get pod $POD -o yaml",
      "Look at the events",
      "Diagnosis",
      "Which pods restarted lately can be asked with",
      "If a release did it, roll it back",
    ],
    runnable: [
      "kubectl -n $NAMESPACE get pod $POD -o yaml",
      "kubectl -n $NAMESPACE describe pod $POD",
    ])

  static let ordered = StyleSamples(
    testDescription: "ordered",
    text: #"""
      # NodeNotReady

      ## Meaning

      A node does not report.

      ## Diagnosis

      1. Find the node:

          ```console
          $ oc get nodes
          NAME       STATUS     ROLES
          worker-1   NotReady   worker
          ```

      1. Log in to it and look at the kubelet:

          ```console
          $ oc debug node/worker-1
          # chroot /host
          # systemctl status kubelet
          ```

      2. Check the memory of the node. The output looks similar to:

          ```bash
          MemTotal: 16384
          MemFree: 12
          ```

      ## Mitigation

      1. Cordon it.

          ```bash
          oc adm cordon <node>
          ```
      2. Restart the service on the node:

          ```
          ssh core@<node>
          sudo systemctl restart kubelet
          ```
      3. Apply the following:

          ```bash
          apiVersion: v1
          kind: ConfigMap
          ```
      """#,
    titles: [
      "Find the node",
      "Log in to it and look at the kubelet",
      "Check the memory of the node",
      "Cordon it",
      "Restart the service on the node",
      "Apply the following",
    ],
    runnable: [
      "oc get nodes"
    ])

  static let untagged = StyleSamples(
    testDescription: "untagged",
    text: #"""
      <!-- MARKER: do not edit this section -->
      # Redis is full

      **Table of Contents**

      * [Dashboard](https://dash.example/redis)

      ## Symptoms

      * Alert that reads: `redis memory above 90 %`

      ## Possible checks

      * Log in to the box with `ssh redis-01.example` and look at memory

      ```
      sudo own-redis-cli info memory
      ```

      You will get an output like this:

      ```
      used_memory:1032
      used_memory_human:1.01K
      ```

      ### Step 1 - find the large keys

      ```
      ssh redis-01
      sudo su
      redis-cli --bigkeys
      ```

      ## Resolution

      ```
      redis-cli
      127.0.0.1:6379> config set maxmemory 4gb
      ```

      1. Raise the limit
      1. Tell `#production`

      ## Rollback

      - [ ] Set maxmemory back to [old-value]
      """#,
    titles: [
      "Log in to the box with ssh redis-01.example and look at memory",
      "Step 1 - find the large keys",
      "Resolution",
      "Raise the limit",
      "Tell #production",
      "Set maxmemory back to [old-value]",
    ],
    runnable: [
      "sudo own-redis-cli info memory"
    ])

  static let all = [sections, ordered, untagged]
}
