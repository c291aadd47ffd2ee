#!/usr/bin/env bash
# TypeScript leaves the path of a dynamic import unchanged in a function that has a `using` declaration.
#
# With rewriteRelativeImportExtensions, TypeScript 6.0.3 writes import('./b.ts') as import('./b.js'). In a function whose `using` is
# compiled for an older target (ES2023), it writes './b.ts' instead: what it emits does not run. No error or warning says so.
#
# Needs Node 20 or newer with npm. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-fund --no-audit typescript@6.0.3
cat >b.ts <<'TS'
export const b = 'b'
TS
cat >plain.ts <<'TS'
export async function plain() {
  return (await import('./b.ts')).b
}
TS
cat >beside-using.ts <<'TS'
export async function besideUsing() {
  using _ = { [Symbol.dispose]() {} }
  return (await import('./b.ts')).b
}
TS
node_modules/.bin/tsc --target ES2023 --lib ES2023,ESNext.Disposable --module NodeNext \
  --rewriteRelativeImportExtensions --outDir out ./*.ts
plain=$(grep -o 'import([^)]*)' out/plain.js)
beside=$(grep -o 'import([^)]*)' out/beside-using.js)
echo "emitted: $plain; beside using: $beside"
ran=$(node --input-type=module -e "import('$folder/out/beside-using.js').then((m) => m.besideUsing()).catch((error) => console.log(error.code))")
echo "running it: $ran"
[ "$plain" = 'import("./b.js")' ] && [[ "$beside" == *b.ts* ]] && [ "$ran" = ERR_MODULE_NOT_FOUND ]
