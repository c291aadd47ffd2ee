import { median } from '../../statistics/sample.ts'
import type { TrialBar } from '../model/comparison.ts'
import type { Setup } from '../model/setup.ts'
import type { EngineMark } from '../model/shared.ts'

const NOT_REPORTED = { value: null, reason: 'not-reported' } as const

/** What an engine's trials say of how it was set up. */
export function setupOf(
  engine: EngineMark,
  all: readonly Pick<TrialBar, 'engine' | 'outcome' | 'settings' | 'stages' | 'restMs'>[],
  deployment: Setup['deployment'],
): Setup {
  const own = all.filter((trial) => trial.engine.name === engine.name)
  const told = own.find((trial) => trial.settings !== null)?.settings ?? null
  const { threads = NOT_REPORTED, memory_limit: memoryLimit = NOT_REPORTED, ...settings } = told ?? {}
  return {
    engine,
    deployment,
    threads,
    memoryLimit,
    settings: told && settings,
    outsideStagesMs: outsideStages(own.filter(({ outcome }) => outcome === 'ok')),
  }
}

function outsideStages(good: readonly Pick<TrialBar, 'stages' | 'restMs'>[]): Setup['outsideStagesMs'] {
  const rests = good.flatMap(({ restMs }) => restMs ?? [])
  if (rests.length > 0) return median(rests)
  const hasStages = good.some(({ stages }) => stages.length > 0)
  return good.length > 0 && !hasStages ? NOT_REPORTED : { value: null, reason: 'no-time' }
}
