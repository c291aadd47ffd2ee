/**
 * Runs the probes of src/differences/ on the locked engines and writes what they returned, src/differences/outcomes.json,
 * and docs/differences.md.
 *
 * Usage: differences.ts [--check | --show ID]
 *
 * `--check` runs nothing: it checks that both files match the catalogue. `--show` runs the probes of one entry and
 * prints their outcomes.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Measured, measuredSchema } from '../src/differences/outcome.ts'
import { ENTRIES } from '../src/differences/registry.ts'
import { differencesPage } from './differences/page.ts'
import { codeHash, probeAll, probes } from './differences/probe-all.ts'

const OUTCOMES = new URL('../src/differences/outcomes.json', import.meta.url)
const PAGE = new URL('../docs/differences.md', import.meta.url)

const { values } = parseArgs({ options: { check: { type: 'boolean' }, show: { type: 'string' } } })
if (values.show !== undefined) {
  const shown = ENTRIES.filter(({ id }) => id === values.show)
  if (shown.length === 0) throw new Error(`no entry has the id '${values.show}'`)
  const { outcomes } = await probeAll({ all: probes(shown) })
  for (const [name, { outcome }] of Object.entries(outcomes))
    process.stdout.write(`${name}: ${JSON.stringify(outcome)}\n`)
} else if (values.check) {
  const measured = measuredSchema.parse(JSON.parse(await readFile(OUTCOMES, 'utf8')))
  const stale = staleProbes(measured)
  const isPageStale = (await readFile(PAGE, 'utf8')) !== differencesPage(measured)
  if (stale.length > 0 || isPageStale) {
    const what =
      stale.length > 0 ? `src/differences/outcomes.json, of ${stale.join(', ')},` : 'docs/differences.md'
    process.stderr.write(`${what} is out of date. Run: make differences\n`)
    process.exitCode = 1
  }
} else {
  const measured = await probeAll()
  await writeFile(OUTCOMES, linesOf(measured))
  await writeFile(PAGE, differencesPage(measured))
}

/** One line a probe, so that a change of an engine is a change of lines. */
function linesOf({ versions, outcomes }: Measured): string {
  const lines = Object.entries(outcomes).map((entry) => entry.map((part) => JSON.stringify(part)).join(': '))
  return `{\n"versions": ${JSON.stringify(versions)},\n"outcomes": {\n${lines.join(',\n')}\n}\n}\n`
}

/** Probes that were never run, whose code has changed since, or that are gone. */
function staleProbes({ outcomes }: Measured): string[] {
  const now = new Map(probes().map((probe) => [probe.name, codeHash(probe)]))
  const unrun = [...now].flatMap(([name, hash]) => (outcomes[name]?.code === hash ? [] : [name]))
  return [...unrun, ...Object.keys(outcomes).filter((name) => !now.has(name))]
}
