import { basename } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import type { Tally } from './tally.ts'
import { SEED, TIMES } from './tries.ts'

/** The files of the suite, in the order of its table. */
const ORDER = [
  ...['runs', 'containers', 'records', 'ledgers', 'ledger-fuzz', 'engines', 'process-walls'],
  ...['container-walls', 'configurations', 'disks', 'clocks', 'interruptions'],
]

const rankOf = ({ moduleId }: TestModule): number => ORDER.indexOf(basename(moduleId, '.test.ts'))

/** Prints the suite's table at its end. */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const sorted = modules.toSorted((a, b) => rankOf(a) - rankOf(b))
    const tallies = sorted.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => (test.meta() as { tally?: Tally }).tally ?? []),
    )
    if (tallies.length === 0) return
    const rows = tallies.map(({ what, tries, survived, leftBehind, seconds }) =>
      [what, tries, survived, leftBehind.length, seconds?.toFixed(1) ?? '–'].join(' | '),
    )
    const heads = [
      'what | tries | survived | left behind after the next start | slowest end, seconds',
      '---|---|---|---|---',
    ]
    const lines = [...heads, ...rows]
    const table = lines.map((line) => `| ${line} |`).join('\n')
    process.stdout.write(`\n${table}\n\nFAULTS_TRIES=${TIMES} FAULTS_SEED=${SEED}\n`)
  }
}
