import type { Contract } from '../../runners/job-contract.ts'
import type { PreparedEngine } from '../engine/engine.ts'
import type { ReadyService } from './service.ts'

/** All that a trial needs to know. */
export interface TrialRequest {
  engine: PreparedEngine
  /** The trial's own folder: log, stages, samples and output lie below. */
  folder: string
  contract: Contract
  /** What its service is asked; null of a job that has none. */
  service: ReadyService | null
  timeoutSeconds: number
  /** Whether images are removed and pulled again before. */
  isCold: boolean
  /** Whether the engine's images were used before in this run. */
  isFirst: boolean
}
