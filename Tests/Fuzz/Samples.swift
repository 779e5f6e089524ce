/// One of each thing that is read, from which random ones are made.
enum Samples {
  static let timelines = [
    "# Checkout\n2026-11-03 14:00:00\tdeclared\tEU checkout errors\n2026-11-03 14:01:00\tseverity\tSEV1: no orders\n"
      + "2026-11-03 14:02:00\trole\tcommander = ana: she was there\n"
      + "2026-11-03 14:03:00\tsurprise\texpected: failover in 5 s | found: it asked for a password | cue: the log\n"
      + "2026-11-03 14:04:00\thealth\tcheckout-api: ok -> critical\n2026-11-03 14:05\tmilestone\tmitigated: by hand\n"
      + "2026-11-03 14:06:00\tfollowup\tprevent: remove the prompt\n2026-11-03 14:07:00\tupdate\tpublic: we know\n"
      + "2026-11-03 14:08:00\taction\t@bo drains eu\n2026-11-03T14:09:00.123Z\tnote\ta\\tb\\\\nc\n"
  ]
  static let tables = [
    "time,kind,text,author,recorded,id\r\n2026-11-03T14:00:00Z,observation,\"a, \"\"b\"\"\",ana,,\r\n"
      + "2026-11-03T14:01:00Z,decision,'=1+1,bo,2026-11-03T14:02:00Z,\r\n"
  ]
  static let records = [
    #"{"schema":1,"id":"01a22ad1-8e8b-7000-80c3-7a8f0128af39","incident":"01a22ad1-4e41-7000-8312-0804c15faa82","happenedAt":"2026-11-30T04:58:26.314Z","recordedAt":"2026-11-30T04:58:26.314Z","author":{"id":"p1","handle":"ana"},"unsaved":true,"kind":"observation","body":{"text":"hello"}}"#,
    #"{"schema":1,"id":"01a22ad1-8e8b-7000-80c3-7a8f0128af39","incident":"01a22ad1-4e41-7000-8312-0804c15faa82","happenedAt":"2026-11-30T04:58:26.314Z","recordedAt":"2026-11-30T04:58:26.314Z","author":{"id":"system:x"},"origin":"01a22ad1-4e41-7000-8312-0804c15faa83","counter":7,"clock":117710000000000000,"kind":"note","bodyText":"x","salt":"00ff","bodyHash":"aa","chain":"bb"}"#,
  ]
  static let typed = [
    "= @cy /10m roll back eu", "! expected a :: found b", "@14:02 > restart", "? who knows",
    "+ add a check",
    "\" we are working on it", "14:02 first page", "@-5m ~ the cache", "2026-11-22 14:02", "1h30m",
    "\"a phrase\" prefix*",
  ]
  static let journals = [
    #"{"chaoslib-version":"1.50.0","platform":"Linux","node":"x","experiment":{"title":"db dies","description":"","method":[{"type":"action","name":"kill","provider":{"type":"process","path":"kill"}}],"steady-state-hypothesis":{"title":"ok","probes":[{"type":"probe","name":"up","tolerance":200,"provider":{"type":"http","url":"http://x"}}]},"rollbacks":[],"tags":["incident:EXP-0001"]},"start":"2026-11-03T14:00:00.1","status":"completed","deviated":false,"steady_states":{"before":{"steady_state_met":true,"probes":[{"activity":{"name":"up"},"status":"succeeded","output":200,"duration":0.1,"start":"2026-11-03T14:00:00","end":"2026-11-03T14:00:01","tolerance_met":true}]},"after":{"steady_state_met":true,"probes":[]},"during":[]},"run":[{"activity":{"name":"kill"},"status":"succeeded","output":{"stdout":"x"},"duration":1.5}],"rollbacks":[],"end":"2026-11-03T14:01:00","duration":60.5}"#
  ]
  static let runbooks = [
    "---\ntitle: Fail over\nservice: checkout\n---\n# Fail over\n\n## Check first\n\n1. Look at the lag\n\n   ```sh {check}\n   psql -c 'select 1'\n   ```\n\n"
      + "2. Drain\n\n   ```sh {risk=destructive undo}\n   ssh <host> sudo drain $REGION\n   ```\n\n## Rollback\n\n- [ ] undo it\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
  ]
  static let postmortems = [
    "# Postmortem\n\n## Timeline\n\n| time | what |\n|---|---|\n| 14:00 | detected |\n| 13:00 | it began |\n\nAna should have known. The outage lasted 2 h.\n\n## Follow-ups\n\n- [ ] fix it (owner: ana, due 2026-12-01)\n"
  ]
  static let risks = [
    "id,title,service,kind,etd,etr,etf,impact,scope\r\nRISK-0001,db dies,checkout,,5,30,90,100,0.5\r\n"
  ]
  static let outputs = [
    "\u{1B}[31merror\u{1B}[0m at 14:02\r\nprogress 10%\rprogress 20%\n",
    "password=hunter2 token: abcdef://u:p@h/ Authorization: Bearer x.y.z\nAKIAIOSFODNN7EXAMPLE\n",
  ]
  static let health = [
    #"{"schemaVersion":1,"systemCode":"x","name":"X","checks":[{"id":"a","name":"a","ok":false,"severity":1,"lastUpdated":"2026-11-22T22:41:07.123Z","checkOutput":"down"}]}"#,
    #"{"status":"DOWN","components":{"db":{"status":"UP","details":{"a":[1,null]}}}}"#,
    #"{"status":"warn","checks":{"a:b":[{"componentType":"datastore","status":"fail","observedValue":1,"time":"2026-11-22T22:41:07Z"}]}}"#,
    #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"x"},"value":[1793714400.1,"0.5"]}]}}"#,
    #"{"status":"success","data":{"alerts":[{"labels":{"alertname":"A"},"annotations":{"summary":"s"},"state":"firing","activeAt":"2026-11-22T22:41:07Z","value":"1e+00"}]}}"#,
    #"[{"fingerprint":"f","labels":{"alertname":"A"},"annotations":{},"status":{"state":"active","silencedBy":[],"inhibitedBy":[]},"startsAt":"2026-11-22T22:41:07.123Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":""}]"#,
    #"{"kind":"List","items":[{"kind":"Deployment","metadata":{"name":"d","namespace":"n"},"spec":{"replicas":3},"status":{"readyReplicas":1}}]}"#,
    "DISK WARNING - free space: / 3326 MB (56%) | /=2643MB;5948;5958;0;5968\nmore\n", "OK",
    "# TYPE probe_success gauge\nprobe_success 1\nprobe_duration_seconds 0.1\n",
    #"{"page":{"id":"x","name":"X"},"components":[{"id":"c","name":"API","status":"major_outage"}],"status":{"indicator":"none"}}"#,
    #"[{"name":"a","key":"a","results":[{"status":200,"success":true,"timestamp":"2026-11-22T22:41:07Z"}]}]"#,
    #"{"heartbeatList":{"1":[{"status":1,"time":"2026-11-22 22:41:07","msg":"","ping":10}]}}"#,
    "Healthy",
  ]
}
