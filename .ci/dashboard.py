"""Prints the queries of a Grafana dashboard as recording rules, for promtool to read."""

import json
import sys

rules = []
for panel in json.load(open(sys.argv[1]))["panels"]:
    for target in panel.get("targets", []):
        query = target["expr"].replace("$__rate_interval", "1m").replace("$job", ".*")
        rules.append({"record": f"panel_{panel['id']}_{target['refId']}", "expr": query})
assert len(rules) >= 15, f"only {len(rules)} queries"
json.dump({"groups": [{"name": "dashboard", "rules": rules}]}, sys.stdout)
