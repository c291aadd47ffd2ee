import { defaultPartition } from '../../plan/partition.ts'
import { shellWord } from '../../text/shell.ts'
import type { AddedCandidate } from '../../workflow/init/add-candidate.ts'
import type { Drafted } from '../../workflow/init/draft-job.ts'
import { renderEngine, renderJob } from '../../workflow/init/entry.ts'

interface Place {
  config: string
  today: Date
}

interface Written extends Place {
  isNew: boolean
}

/** What was written, and what to do next: with the partition of an input that is here, where today's isn't. */
export function writtenText({ draft, peek }: Drafted, { config, isNew, today }: Written): string {
  return [
    `${isNew ? 'Wrote' : 'Added'} job '${draft.name}' ${isNew ? 'into a new' : 'to'} ${config}:`,
    '',
    ...renderJob(draft, '  ').map((line) => `  ${line}`),
    '',
    ...nextLines(draft.name, peek?.partition, { config, today }),
  ].join('\n')
}

/** What was added to a job, and what to do next. */
export const addedText = (
  { candidate, partition }: AddedCandidate,
  { job, ...place }: Place & { job: string },
): string =>
  [
    `Added candidate '${candidate.name}' to job '${job}' in ${place.config}:`,
    '',
    ...renderEngine(candidate, '  ').map((line) => `  ${line}`),
    '',
    ...nextLines(job, partition, place),
  ].join('\n')

function nextLines(job: string, newest: string | undefined, { config, today }: Place): string[] {
  const partition = newest === defaultPartition(today) ? undefined : newest
  const options = [
    ...(partition === undefined ? [] : ['--partition', shellWord(partition)]),
    ...(config === 'etl-compare.yml' ? [] : ['--config', shellWord(config)]),
  ]
  return [
    'Next:',
    ...['check', 'run'].map((command) => ['  etl-compare', command, job, ...options].join(' ')),
  ]
}
