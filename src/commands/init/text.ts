import { defaultPartition } from '../../plan/partition.ts'
import { shellWord } from '../../text/shell.ts'
import type { Drafted } from '../../workflow/init/draft-job.ts'
import { renderJob } from '../../workflow/init/entry.ts'

interface Written {
  config: string
  isNew: boolean
  today: Date
}

/** What was written, and what to do next: with the partition of an input that is here, where today's isn't. */
export function writtenText({ draft, peek }: Drafted, { config, isNew, today }: Written): string {
  const partition = peek?.partition === defaultPartition(today) ? undefined : peek?.partition
  const options = [
    ...(partition === undefined ? [] : ['--partition', shellWord(partition)]),
    ...(config === 'etl-compare.yml' ? [] : ['--config', shellWord(config)]),
  ]
  return [
    `${isNew ? 'Wrote' : 'Added'} job '${draft.name}' ${isNew ? 'into a new' : 'to'} ${config}:`,
    '',
    ...renderJob(draft, '  ').map((line) => `  ${line}`),
    '',
    'Next:',
    ...['check', 'run'].map((command) => ['  etl-compare', command, draft.name, ...options].join(' ')),
  ].join('\n')
}
