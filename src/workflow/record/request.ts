import { invalidOption, type UserError } from '../../errors.ts'
import { requireLabels } from '../plan/labels.ts'
import type { IdentityOptions } from './identity.ts'

/** What `record` is asked for, with a command or with results. */
export interface RecordRequest extends Partial<IdentityOptions> {
  command: string[]
  config?: string
  partition?: string
  input?: string
  output?: string
  /** How the output's CSV files are written, where no configuration says so. */
  csv?: string[]
  engineVersion?: string
  /** Whether the work is done in the command's own processes; by default the command's form tells. */
  scope?: 'whole' | 'client-only'
  ledger?: string
  out?: string
}

/** Names that a record, a message or a commit repeats. @throws UserError `optionInvalid` */
export function requireNames({ job, engine, baseline, partition, size, engineVersion }: RecordRequest): void {
  requireLabels({ job, engine, baseline, partition, size, engineVersion })
}

/** A dialect that would do nothing, or would hide what the configuration declares. */
export const csvRefused = (csv: readonly string[], expected: string): UserError =>
  invalidOption('--csv', csv.join(' --csv '), expected)

export const CSV_NEEDS_OUTPUT = 'given with --output and a command: it says how the output is written'
