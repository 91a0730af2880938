"""Validates manifests: those of Kubernetes itself against its schemas, strictly,
and those of others against the CustomResourceDefinitions in files."""

import copy
import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml

manifests, version, *definition_files = sys.argv[1:]

# A plain = is a text, whatever YAML 1.1 has it mean.
yaml.SafeLoader.add_constructor("tag:yaml.org,2002:value", yaml.SafeLoader.construct_yaml_str)


def documents(path):
    return [d for d in yaml.safe_load_all(path.read_text()) if d]


def strict(schema):
    """Allows no field that a schema does not name: the API server drops those."""
    if isinstance(schema, dict):
        if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
            schema.setdefault("additionalProperties", False)
        for inner in schema.values():
            strict(inner)
    elif isinstance(schema, list):
        for inner in schema:
            strict(inner)
    return schema


definitions = {}
for name in definition_files:
    for crd in documents(pathlib.Path(name)):
        for v in crd["spec"]["versions"]:
            kind = (crd["spec"]["group"] + "/" + v["name"], crd["spec"]["names"]["kind"])
            schema = strict(v["schema"]["openAPIV3Schema"])
            schema["properties"]["metadata"] = {"type": "object"}
            definitions[kind] = schema


def check(document):
    kind = (document["apiVersion"], document["kind"])
    if kind in definitions:
        jsonschema.validate(document, definitions[kind])
    else:
        kubernetes_validate.validate(document, version, strict=True)


def refused(document):
    try:
        check(document)
    except (jsonschema.ValidationError, kubernetes_validate.ValidationError):
        return True
    return False


built = documents(pathlib.Path(manifests))
for document in built:
    check(document)
    wrong = copy.deepcopy(document)
    wrong["spec" if "spec" in wrong else "metadata"]["notAField"] = 1
    assert refused(wrong), f"{document['kind']}: the check cannot fail"
    print(document["kind"], document["metadata"]["name"])
assert len(built) >= 11, f"only {len(built)} manifests"

# Each Deployment mounts the ConfigMap by the name that was generated.
(pipeline,) = (d["metadata"]["name"] for d in built if d["kind"] == "ConfigMap")
mounted = [
    volume["configMap"]["name"]
    for d in built if d["kind"] == "Deployment"
    for volume in d["spec"]["template"]["spec"]["volumes"] if "configMap" in volume
]
assert mounted == 3 * [pipeline], f"{mounted} are mounted, {pipeline} is there"
