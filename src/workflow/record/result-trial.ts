import { unmeasured } from '../../model/measures/measure.ts'
import type { Billed } from '../../model/record/billed.ts'
import type { Host, Trial } from '../../model/record/schema.ts'
import { noUsage } from '../../model/record/usage.ts'
import { UNKNOWN_CLASS } from '../../verdict/evidence/machines.ts'
import type { RunIdentity } from './identity.ts'
import type { NamedResult } from './read-results.ts'
import { stepOfSpark } from './spark-parts.ts'
import { soloTrial } from './trial.ts'

const NOT_TOLD = 'the platform did not tell'

/** What another platform measured, as a trial. */
export function trialOfResult(identity: RunIdentity, result: NamedResult, behaviour: string): Trial {
  const { outcome, reason = null, tables = {} } = result
  const host = hostOf(result)
  const told = result.spark
    ? stepOfSpark(result.seconds.total, result.spark, host)
    : { parts: [{ name: 'service', scope: 'whole' as const, host, measures: measuresOf(result) }] }
  return soloTrial(
    identity,
    { outcome, exitCode: null, stages: [], ...told },
    {
      outcome,
      reason: reason ?? (outcome === 'ok' ? null : NOT_TOLD),
      runner: 'remote',
      meter: 'unverified',
      limitsEnforced: { value: null, reason: NOT_TOLD },
      host,
      behaviour,
      tables,
      ...(result.billed && { billed: billedOf(result.billed) }),
    },
  )
}

const billedOf = ({ source, amount, currency, usage = {} }: NonNullable<NamedResult['billed']>): Billed => ({
  source,
  amount: amount === undefined || currency === undefined ? null : { value: amount, currency },
  usage: Object.entries(usage).map(([unit, hours]) => ({
    unit: unit as Billed['usage'][number]['unit'],
    hours,
  })),
})

const hostOf = ({ host }: NamedResult): Host => ({
  cpuModel: 'unknown',
  cores: host?.cores ?? null,
  memoryBytes: host?.memoryBytes ?? null,
  kernel: 'unknown',
  class: host?.class ?? UNKNOWN_CLASS,
  cgroup: 'none',
})

/** What isn't work, of the total, is the start: waiting for machines and bringing them up. */
function measuresOf(result: NamedResult): Trial['measures'] {
  const { total, work } = result.seconds
  const { cpuSeconds, peakBytes: peakAnonBytes, readBytes, writtenBytes } = result
  const usage = Object.entries({ cpuSeconds, peakAnonBytes, readBytes, writtenBytes })
  return {
    pullMs: unmeasured(NOT_TOLD),
    startMs: work === undefined ? unmeasured(`${NOT_TOLD}: it is part of the work`) : (total - work) * 1000,
    initMs: unmeasured(`${NOT_TOLD}: it is part of the work`),
    workMs: (work ?? total) * 1000,
    ...noUsage(NOT_TOLD),
    ...Object.fromEntries(usage.filter(([, value]) => value !== undefined)),
  }
}
