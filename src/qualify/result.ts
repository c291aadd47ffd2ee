import type { CorePrice } from './bill.ts'
import type { LogStatus } from './log-status.ts'
import type { Qualified } from './qualify.ts'
import type { Target } from './target.ts'

/** What event logs come to, held against a machine. */
export interface Qualification {
  target: Target
  /** Null where none was given. */
  price: CorePrice | null
  jobs: Qualified[]
  logs: LogStatus[]
  /** How many of the logs were read by an earlier call, and are as they were. */
  logsFromCache: number
}
