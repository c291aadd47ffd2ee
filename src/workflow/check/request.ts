import type { Finding } from '../../machine/finding.ts'
import type { Probe } from '../../runners/runner.ts'
import type { LoadedConfig } from '../plan/load-config.ts'

export interface CheckRequest {
  config: string
  input?: string
  size?: string
  partition?: string
  /** One of `RUNNER_CHOICES`. */
  runner: string
  out: string
  /** Whether every file of each engine's code is named. */
  verbose: boolean
}

/** What everything is looked at with. */
export interface Means {
  request: CheckRequest
  loaded: LoadedConfig
  probe: Probe
  show(finding: Finding): void
}
