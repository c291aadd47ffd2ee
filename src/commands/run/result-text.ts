import { join } from 'node:path'
import type { RunRecord } from '../../model/record/schema.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { sizeText } from '../../model/units/size.ts'
import { describeLimits } from '../../plan/plan.ts'
import { comparisonTable } from '../../render/comparison/table.ts'
import { describeRunners } from '../../runners/choose.ts'
import { shellWord } from '../../text/shell.ts'
import { counted } from '../../text/text.ts'
import type { FinishedComparison } from '../../workflow/run/execute-run.ts'
import type { ReadyComparison } from '../../workflow/trial/setup.ts'

/** What a comparison showed, and where it lies. */
export const resultText = ({ ready, record, folder }: FinishedComparison): string =>
  [
    '',
    heading(ready, record),
    ...comparisonTable(record, ready.plan.job.undeclared),
    `Record, logs and samples: ${folder}`,
    ...failedPlaces(record).map(
      (place) => `Log of ${place.replace('/', ' ')}: ${join(folder, place, 'log.txt')}`,
    ),
  ].join('\n')

/** The trials that failed, as `<engine>/<number>`. What was printed while they ran may have been moved since. */
const failedPlaces = ({ trials }: RunRecord): string[] =>
  trials.flatMap(({ engine, outcome }, index) => {
    const number = trials.slice(0, index + 1).filter((trial) => trial.engine === engine).length
    return outcome === 'failed' || outcome === 'oom' ? [`${engine}/${number}`] : []
  })

/** One comparison proves no more than itself. */
export const nextSteps = ({ out, ledger }: { out: string; ledger?: string }): string =>
  ledger === undefined
    ? `One comparison proves little. Keep its record: etl-compare ledger add ${out} --ledger ledger. After more runs: etl-compare judge --ledger ledger.`
    : `One comparison proves little. After more runs: etl-compare judge --ledger ${shellWord(ledger)}`

/** What was compared, in one line above the result. */
function heading({ plan, input }: ReadyComparison, { trials }: RunRecord): string {
  const counts = plan.engines.map(({ name }) => trials.filter(({ engine }) => engine === name).length)
  const [each = 0, ...others] = counts
  const isSame = others.every((count) => count === each)
  const size = `${formatBytes(input.bytes)} of input`
  const parts = [
    plan.job.name,
    sizeText(plan.size),
    `partition ${plan.partition}`,
    size,
    describeLimits(plan.limits),
  ]
  return [
    ...parts,
    isSame ? `${counted(each, 'trial')} an engine` : counted(trials.length, 'trial'),
    `run as ${describeRunners(plan.runners)}`,
  ].join(' · ')
}
