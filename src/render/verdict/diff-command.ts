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
  const given = givenOptions({
    job,
    engine: candidate,
    baseline: baseline === DEFAULT_BASELINE ? undefined : baseline,
    keep: partition,
    config,
    ledger,
  })
  return `etl-compare diff ${outputs} ${given.join(' ')}`
}

/** `--ledger nightly`, for each that has a value. */
export const givenOptions = (options: Record<string, string | undefined>): string[] =>
  Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${shellWord(value)}`],
  )
