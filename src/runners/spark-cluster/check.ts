import { binaryBytes } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { EngineStep, Probe, Runner, StepCheck, Surroundings } from '../runner.ts'
import { driverAt } from './driver.ts'
import { requireMaster } from './prepare.ts'

export async function check(probe: Probe, around: Surroundings): Promise<StepCheck> {
  const checks = new Map<Runner, StepCheck>()
  return async (one) => {
    const driver = driverAt(one.step.place)
    const known = checks.get(driver) ?? (await driver.check(probe, around))
    checks.set(driver, known)
    await requireMaster(one)
    return `${await known(one)}, on ${clusterWords(one)}`
  }
}

function clusterWords({ step: { place } }: EngineStep): string {
  const { master, cpus = 0, memory = 0 } = place.cluster ?? {}
  return (
    master?.replace(/;.*/s, '') ??
    `a cluster of containers with ${counted(cpus, 'core')} and ${binaryBytes(memory, ' ')} a worker`
  )
}
