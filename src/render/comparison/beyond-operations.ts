import { isMeasured } from '../../model/measures/measure.ts'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { operationNames } from '../../report/operations.ts'
import { countedTrials, typical } from '../../report/summary.ts'
import { isStartUpInWork } from '../../trial/work.ts'

const MOST_NAMED = 5

/**
 * What the times of whole programs have in them besides the operations of the job, in a sentence: a warm-up may be most of
 * them. Undefined where the job has no operations.
 *
 * @param engines those that the times are of, all sound, baseline first
 */
export function beyondOperations(record: RunRecord, engines: readonly string[]): string | undefined {
  const names = operationNames(record.trials)
  const alone = engines.flatMap((engine) => {
    const seconds = typical(countedTrials(record, engine).map(secondsOf))
    return seconds === undefined ? [] : [`${engine} ${formatDuration(seconds)}`]
  })
  if (names.length === 0 || alone.length === 0) return undefined
  const trials = engines.flatMap((engine) => countedTrials(record, engine))
  const stages = [...new Set(trials.flatMap(stageNames))].filter((name) => !names.includes(name))
  const more = stages.length > MOST_NAMED ? [`${stages.length - MOST_NAMED} more`] : []
  const named = [...stages.slice(0, MOST_NAMED), ...more].join(', ')
  const rest = [
    ...(record.judged === 'total' || trials.some(isStartUpInWork) ? ['start-up'] : []),
    ...(stages.length > 0 ? [`the ${stages.length > 1 ? 'stages' : 'stage'} ${named}`] : []),
  ]
  const whole = rest.length > 0 ? `, with ${rest.join(' and ')}` : ''
  return `These times are of whole programs${whole}. The operations alone took ${alone.join(', ')}.`
}

const secondsOf = ({ operations = [] }: Trial): number =>
  operations.reduce((sum, { seconds }) => (isMeasured(seconds) ? sum + seconds : sum), 0)

const stageNames = ({ steps }: Trial): string[] =>
  steps.flatMap(({ stages }) => stages.map(({ name }) => name))
