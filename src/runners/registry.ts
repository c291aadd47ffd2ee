import { docker } from './docker/runner.ts'
import { kubernetes } from './kubernetes/runner.ts'
import { process } from './process/runner.ts'
import type { Runner } from './runner.ts'
import { sparkCluster } from './spark-cluster/runner.ts'

/** Every runner; where several can run all engines, the first does. */
export const RUNNERS: readonly Runner[] = [process, docker, sparkCluster, kubernetes]

/** The runner of a name that the plan, a record or the command line knows. */
export function runnerNamed(name: string): Runner {
  const runner = RUNNERS.find((each) => each.name === name)
  if (!runner) throw new Error(`No runner is called ${name}.`)
  return runner
}
