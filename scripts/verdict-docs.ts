/**
 * Writes docs/verdicts.md: the verdicts of `judge` on the simulator's six ledgers, day by day, and on a real one.
 *
 * Usage: verdict-docs.ts [--check]
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { folderLedger } from '../src/ledger/folder.ts'
import { toPolicy } from '../src/model/config/policy.ts'
import { sentenceOf } from '../src/render/verdict/sentence.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS } from '../src/simulate/scenario.ts'
import { judge } from '../src/verdict/judge.ts'
import { subjectsOf } from '../src/verdict/subjects.ts'
import type { Verdict } from '../src/verdict/verdict.ts'
import { loadConfig } from '../src/workflow/plan/load-config.ts'

const FILE = new URL('../docs/verdicts.md', import.meta.url)
const JOB = { policy: toPolicy(), tables: {}, undeclared: 'warn' as const }

/** The verdicts of one candidate, one a day. */
interface Column {
  title: string
  verdicts: Verdict[]
}

const columns: Column[] = Object.entries(SCENARIOS).flatMap(([name, scenario]) => {
  const records = simulateRecords(scenario, name)
  return scenario.candidates.map(({ name: candidate }) => ({
    title: scenario.candidates.length > 1 ? `${name}: ${candidate}` : name,
    verdicts: records.map(({ partition, job, baseline, size, limits }) =>
      judge(records, { job, baseline, candidate, size, limits }, JOB, partition),
    ),
  }))
})

/** One cell: the decision, or while measuring, the days that it may still need. */
function cell(verdict: Verdict): string {
  if (verdict.decision === 'nothing') return '–'
  const { decision, basis, daysNeeded } = verdict
  if (decision === 'retire') return '**retire**'
  if (decision === 'keep') return `**keep** (${basis})`
  if (!daysNeeded) return '–'
  const { least, most, left } = daysNeeded
  if (least > left) return `more than ${left} left`
  return most === null ? `≥ ${least} more` : least === most ? `${least} more` : `${least}–${most} more`
}

const days = columns[0]?.verdicts.length ?? 0
const rows = Array.from({ length: days }, (_, day) => {
  const cells = columns.map(({ verdicts }) => (verdicts[day] ? cell(verdicts[day]) : ''))
  return `| ${day + 1} | ${cells.join(' | ')} |`
})
const last = columns.map(
  ({ title, verdicts }) =>
    `- **${title}**, day ${days}: ${verdicts.at(-1) ? sentenceOf(verdicts.at(-1) as Verdict) : ''}`,
)

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const LEDGER = 'examples/ledger'
/** The day on which all of it was run. */
const RUN_ON = '2026-11-21'

/** The real ledger, judged as of its day and after the window. */
async function realVerdicts(): Promise<{ partitions: number; lines: string[] }> {
  const { config } = await loadConfig(join(ROOT, 'etl-compare.yml'))
  const { records } = await folderLedger(join(ROOT, LEDGER), LEDGER).read()
  const lines = Object.values(config.jobs).flatMap((job) =>
    subjectsOf(job, config.limits, records).map((subject) => {
      const verdict = judge(records, subject, job, RUN_ON)
      return `- **${job.name}: ${subject.candidate}**: ${sentenceOf(verdict)}`
    }),
  )
  return { partitions: new Set(records.map(({ partition }) => partition)).size, lines }
}
const real = await realVerdicts()

const text = `<!-- Written by scripts/verdict-docs.ts. -->
# Six ledgers, judged day by day

These ledgers come from the simulator, so the truth is known. \`etl-compare simulate NAME\` writes the same ledgers (seed: the scenario's name). Every
engine runs once a day, with two trials in ABBA order. Days and trials vary as on shared machines (${SCENARIOS['clear-win']?.dayNoise} and ${SCENARIOS['clear-win']?.trialNoise} in ln time), and
the ratio varies from day to day by 0.1. The policy is the default: not slower, at α 0.05, 14 to 28 days.

- clear-win: polars takes 0.3 times as long as spark.
- clear-loss: polars takes 1.8 times as long.
- no-difference: polars takes as long as spark.
- parity-breaks: polars takes 0.3 times as long. It writes different data on day 9 and is fixed on day 10: new code, a new epoch.
- second-candidate: polars takes 0.6 times as long. duckdb is added on day 12 and takes 0.4 times as long.
- flaky: polars takes 0.3 times as long, and a fifth of its trials fail.

Each cell is that day's verdict, or the number of measured days still needed: a minimum, or a range from the fifth observation on. "more than 18 left":
it will probably need more days than the window has left, and end undecided.

| day | ${columns.map(({ title }) => title).join(' | ')} |
|---|${columns.map(() => '---').join('|')}|
${rows.join('\n')}

${last.join('\n')}

# A real ledger

${real.partitions} partitions of both built-in jobs at 0.05 GB, all run on ${RUN_ON} on the machine described in the README, with
\`etl-compare run --size 0.05GB --partition … --ledger ledger\`. The records are in [${LEDGER}](../${LEDGER}). To reproduce these verdicts, run
\`etl-compare judge --ledger ${LEDGER} --as-of ${RUN_ON}\`. ${real.partitions} partitions are not ${real.partitions} days: all runs of one day are one observation.

${real.lines.join('\n')}
`

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
if (values.check) {
  if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
    process.stderr.write('docs/verdicts.md is out of date. Run: node scripts/verdict-docs.ts\n')
    process.exitCode = 1
  }
} else await writeFile(FILE, text)
