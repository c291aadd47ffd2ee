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
