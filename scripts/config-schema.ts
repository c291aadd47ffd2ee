/** Writes etl-compare.schema.json from the configuration's schema; `--check` tells whether it is up to date. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { configJsonSchema } from '../src/model/config/json-schema.ts'

const FILE = new URL('../etl-compare.schema.json', import.meta.url)

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`
if (!values.check) {
  await writeFile(FILE, text)
} else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
  process.stderr.write(
    'etl-compare.schema.json does not match src/model/config. Run: node scripts/config-schema.ts\n',
  )
  process.exitCode = 1
}
