import type { Context } from '../../context.ts'
import type { InputPeek } from '../../inputs/peek.ts'
import { defaultPartition } from '../../plan/partition.ts'
import type { JobDraft } from '../../workflow/init/draft.ts'
import { renderJob } from '../../workflow/init/entry.ts'
import { engineNotes, placeOf } from './engine-files.ts'

/** What `init` has written, and where. */
export interface Written {
  draft: JobDraft
  peek: InputPeek | undefined
  /** Folder of the configuration. */
  folder: string
  config: string
  isNew: boolean
}

/** Shows what was written, what may be missing, and what to do next. */
export async function report(written: Written, { terminal, now, env }: Context): Promise<void> {
  const { draft, config, isNew } = written
  for (const note of await notes(written, env)) terminal.note(note)
  terminal.print(
    [
      `${isNew ? 'Wrote' : 'Added'} job '${draft.name}' ${isNew ? 'into a new' : 'to'} ${config}:`,
      '',
      ...renderJob(draft, '  ').map((line) => `  ${line}`),
      '',
      'Next:',
      ...nextCommands(written, now()).map((line) => `  ${line}`),
    ].join('\n'),
  )
}

async function notes({ draft, peek, folder }: Written, env: Context['env']): Promise<string[]> {
  const place = placeOf(folder, draft.input)
  const perEngine = [draft.baseline, draft.candidate].map((engine) => engineNotes(engine, place, env))
  const input =
    peek || draft.input.startsWith('fixture:') ? [] : [`Note: there is no input at ${draft.input} yet.`]
  return [...(await Promise.all(perEngine)).flat(), ...input]
}

/** With the partition of an input that is here, where today's isn't. */
function nextCommands({ draft, peek, config }: Written, today: Date): string[] {
  const partition = peek?.partition === defaultPartition(today) ? undefined : peek?.partition
  const options = [
    ...(partition === undefined ? [] : ['--partition', quote(partition)]),
    ...(config === 'etl-compare.yml' ? [] : ['--config', quote(config)]),
  ]
  return ['check', 'run'].map((command) => ['etl-compare', command, draft.name, ...options].join(' '))
}

const quote = (word: string): string =>
  /^[\w./=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
