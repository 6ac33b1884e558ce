#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_schema.py SCHEMA FILE...: is every file valid under the schema, and the schema a schema? Exit 1: no; the first few
places are told, each with its JSON pointer. Exit 77: there is no module jsonschema."""
import json
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def main(schema_file, files):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator, bad = jsonschema.Draft202012Validator(schema), 0
    for name in files:
        with open(name, encoding="utf-8") as file:
            for problem in list(validator.iter_errors(json.load(file)))[:10]:
                print(f"{name}: /{'/'.join(map(str, problem.absolute_path))}: {problem.message[:200]}")
                bad += 1
    return 1 if bad or not files else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
