import type { Place } from '../../model/config/model.ts'
import { docker } from '../docker/runner.ts'
import { process } from '../process/runner.ts'
import type { Runner } from '../runner.ts'

/** What runs the driver at a place: beside workers in containers, a container. */
export function driverAt({ cluster, ...place }: Place): Runner {
  const runners = cluster?.master === undefined ? [docker] : [process, docker]
  const runner = runners.find((each) => each.canRun(place))
  if (!runner) throw new Error(`${place.name} is planned on a cluster, but nothing can run its driver.`)
  return runner
}
