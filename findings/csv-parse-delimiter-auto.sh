#!/usr/bin/env bash
# csv-parse 7.0.3: `delimiter_auto` ends with a TypeError as soon as one of the sampled lines has a letter beyond ASCII.
#
# The option counts how often each character code stands in a line, in a table of 127 codes. A name such as "Zoé" has a
# code that the table lacks, so a valid file in UTF-8 is not read at all, whatever its delimiter. The same file without the
# accent is read. Behaviour seen on 2026-11-30 with Node 20; this script fails when it changes.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund csv-parse@7.0.3
cat > try.mjs <<'JS'
import { parse } from "csv-parse/sync"
for (const name of ["Zoe", "Zoé"]) {
  try {
    const [header] = parse(`id;name;city\n1;${name};Bonn\n2;Ann;Rome\n`, { delimiter_auto: true })
    console.log(`${name}: ${header.length} columns`)
  } catch (error) {
    console.log(`${name}: ${error.constructor.name}`)
  }
}
JS
seen="$(node try.mjs)"
printf '%s\n' "$seen"
[ "$seen" = "Zoe: 3 columns
Zoé: TypeError" ]
