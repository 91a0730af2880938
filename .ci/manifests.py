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


checked = 0
for path in sorted(pathlib.Path(manifests).glob("*.yaml")):
    if path.name in ("kustomization.yaml", "pipeline.yaml"):
        continue
    for document in documents(path):
        check(document)
        wrong = copy.deepcopy(document)
        wrong["spec" if "spec" in wrong else "metadata"]["notAField"] = 1
        assert refused(wrong), f"{path}: {document['kind']}: the check cannot fail"
        checked += 1
        print(f"{path.name}: {document['kind']} {document['metadata']['name']}")
assert checked >= 10, f"checked {checked} manifests"
