import { DEFAULT_BASELINE } from '../../model/config/defaults.ts'
import { shellWord } from '../../text/shell.ts'
import type { Subject } from '../../verdict/evidence/subject.ts'

/** The options that a verdict was asked for with, which a command that goes on from it needs too. */
export interface Invocation {
  config?: string | undefined
  ledger?: string | undefined
}

/** The command that compares both outputs of a partition, and keeps what it finds. */
export function diffCommand(
  { job, baseline, candidate }: Pick<Subject, 'job' | 'baseline' | 'candidate'>,
  partition: string,
  { config, ledger }: Invocation,
): string {
  const outputs = [baseline, candidate].map((engine) => shellWord(`${engine.toUpperCase()}_OUTPUT`)).join(' ')
  const options: [string, string | undefined][] = [
    ['--job', job],
    ['--engine', candidate],
    ['--baseline', baseline === DEFAULT_BASELINE ? undefined : baseline],
    ['--keep', partition],
    ['--config', config],
    ['--ledger', ledger],
  ]
  const given = options.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${shellWord(value)}`],
  )
  return `etl-compare diff ${outputs} ${given.join(' ')}`
}
