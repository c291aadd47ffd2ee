/**
 * Runs the probes of src/differences/ on the locked engines and writes what they returned, src/differences/outcomes.json,
 * and the pages docs/differences.md and docs/differences/, and docker/dropin/pyspark_names.py, the names of Spark's API.
 *
 * Usage: differences.ts [--changed | --check | --pages | --show ID]
 *
 * `--changed` runs the probes of entries whose code has changed, and keeps what the others returned last with the same versions.
 * `--check` runs nothing: it checks that the files match the catalogue. `--pages` writes the pages from what was returned
 * last. `--show` runs the probes of one entry and prints their outcomes.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Measured, measuredSchema } from '../src/differences/outcome.ts'
import { ENTRIES } from '../src/differences/registry.ts'
import { differencesPages } from './differences/page.ts'
import { codeHash, probeAll, probes } from './differences/probe-all.ts'

const OUTCOMES = new URL('../src/differences/outcomes.json', import.meta.url)
const DOCS = new URL('../docs/', import.meta.url)
const TOPIC_PAGES = new URL('differences/', DOCS)

const { values } = parseArgs({
  options: {
    changed: { type: 'boolean' },
    check: { type: 'boolean' },
    pages: { type: 'boolean' },
    show: { type: 'string' },
  },
})
if (values.show !== undefined) {
  const shown = ENTRIES.filter(({ id }) => id === values.show)
  if (shown.length === 0) throw new Error(`no entry has the id '${values.show}'`)
  const { outcomes } = await probeAll({ all: probes(shown) })
  for (const [name, { outcome }] of Object.entries(outcomes))
    process.stdout.write(`${name}: ${JSON.stringify(outcome)}\n`)
} else if (values.check) {
  const measured = await lastMeasured()
  const stale = staleProbes(measured)
  const what =
    stale.length > 0
      ? `src/differences/outcomes.json, of ${stale.join(', ')},`
      : (await stalePages(measured)).join(', ')
  if (what !== '') {
    process.stderr.write(`${what} is out of date. Run: make differences\n`)
    process.exitCode = 1
  }
} else if (values.pages) {
  await writePages(await lastMeasured())
} else {
  const measured = values.changed ? await probeChanged(await lastMeasured()) : await probeAll()
  await writeFile(OUTCOMES, linesOf(measured))
  await writePages(measured)
}

/** What was measured last, with the outcomes of entries of which a probe is stale as they are now. */
async function probeChanged(last: Measured): Promise<Measured> {
  const stale = new Set(staleProbes(last))
  const entries = ENTRIES.filter((entry) => probes([entry]).some(({ name }) => stale.has(name)))
  const now = await probeAll({ all: probes(entries) })
  if (JSON.stringify(now.versions) !== JSON.stringify(last.versions))
    throw new Error('the engines have other versions than those that were probed last: probe all of them')
  const kept = Object.entries(last.outcomes).filter(([name]) => !stale.has(name))
  const outcomes = [...kept, ...Object.entries(now.outcomes)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { ...now, outcomes: Object.fromEntries(outcomes) }
}

async function lastMeasured(): Promise<Measured> {
  return measuredSchema.parse(JSON.parse(await readFile(OUTCOMES, 'utf8')))
}

async function writePages(measured: Measured): Promise<void> {
  await rm(TOPIC_PAGES, { recursive: true, force: true })
  await mkdir(TOPIC_PAGES)
  for (const { path, text } of differencesPages(measured)) await writeFile(new URL(path, DOCS), text)
}

/** Pages whose text has changed, that are missing, or whose topic is gone. */
async function stalePages(measured: Measured): Promise<string[]> {
  const pages = new Map(differencesPages(measured).map(({ path, text }) => [path, text]))
  const written = (await readdir(TOPIC_PAGES)).map((name) => `differences/${name}`)
  const stale: string[] = written.filter((path) => !pages.has(path))
  for (const [path, text] of pages)
    if ((await readFile(new URL(path, DOCS), 'utf8').catch(() => '')) !== text) stale.push(path)
  return stale.map((path) => `docs/${path}`)
}

/** One line a probe, so that a change of an engine is a change of lines. */
function linesOf({ versions, lacking, outcomes }: Measured): string {
  const lines = Object.entries(outcomes).map((entry) => entry.map((part) => JSON.stringify(part)).join(': '))
  const missing = Object.entries(lacking).map((entry) => entry.map((part) => JSON.stringify(part)).join(': '))
  return `{\n"versions": ${JSON.stringify(versions)},\n"lacking": {\n${missing.join(',\n')}\n},\n"outcomes": {\n${lines.join(',\n')}\n}\n}\n`
}

/** Probes that were never run, whose code has changed since, or that are gone. */
function staleProbes({ outcomes }: Measured): string[] {
  const now = new Map(probes().map((probe) => [probe.name, codeHash(probe)]))
  const unrun = [...now].flatMap(([name, hash]) => (outcomes[name]?.code === hash ? [] : [name]))
  return [...unrun, ...Object.keys(outcomes).filter((name) => !now.has(name))]
}
