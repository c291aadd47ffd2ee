import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { freePort } from '../../machine/free-ports.ts'
import type { Step } from '../../model/config/model.ts'
import { prepare as prepareContainers } from '../docker/prepare.ts'
import { LOOPBACK } from '../job-contract.ts'
import { homeOf } from '../process/python-project.ts'
import type { EngineStep, Ready, Runner, Surroundings } from '../runner.ts'
import { confFolder } from './conf.ts'
import { driverAt } from './driver.ts'
import { whyUnreachable } from './master.ts'
import { runOnForeign } from './run-foreign.ts'
import { runOnOwn } from './run-own.ts'
import { UI_PORT } from './ui.ts'

/** @throws UserError of the runners of the drivers; of a step `masterUnreachable` */
export async function prepare(
  steps: readonly Step[],
  around: Surroundings,
  context: Context,
): Promise<Ready> {
  const isOwn = ({ place }: Step) => place.cluster?.master === undefined
  const [own, foreign] = [steps.filter(isOwn), steps.filter((step) => !isOwn(step))]
  const onOwn = own.length > 0 ? await prepareOwn(own, around, context) : undefined
  const drivers = new Map<Runner, Ready>()
  for (const [runner, ofRunner] of Map.groupBy(foreign, ({ place }) => driverAt(place)))
    drivers.set(runner, await runner.prepare(ofRunner, around, context))
  return async (one) => {
    const { cluster } = one.step.place
    if (isOwn(one.step)) {
      if (!onOwn) throw new Error(`The containers of ${one.engine} are planned but not prepared.`)
      return onOwn(one)
    }
    const driver = await drivers.get(driverAt(one.step.place))?.(one)
    if (!driver || !cluster) throw new Error(`The driver of ${one.engine} is planned but not prepared.`)
    await requireMaster(one)
    const own = ownConf(one.step, around)
    return { ...driver, run: (call, signal) => runOnForeign(driver, { cluster, own }, call, signal) }
  }
}

/** Steps whose clusters live as long as a trial, one at a time, all with their UI at one place. */
async function prepareOwn(steps: readonly Step[], around: Surroundings, context: Context): Promise<Ready> {
  const containers = await prepareContainers(steps, around, context)
  const port = await freePort(UI_PORT)
  context.terminal.note(`Spark's UI, while a cluster of containers runs: http://${LOOPBACK}:${port}`)
  return async (one) => {
    const ready = await containers(one)
    return { ...ready, run: (call, signal) => runOnOwn(ready, port, call, signal) }
  }
}

/** An image's own configuration is in the image. */
function ownConf(step: Step, around: Surroundings): string | undefined {
  if (driverAt(step.place).name !== 'process') return undefined
  const { cwd, env } = homeOf(step, around)
  return confFolder(cwd, env)
}

/**
 * That somebody answers at a master's address. A container may know hosts that this machine doesn't: there only Spark finds
 * out.
 *
 * @throws UserError `masterUnreachable`
 */
export async function requireMaster({ job, engine, step: { place } }: EngineStep): Promise<void> {
  const { master = '' } = place.cluster ?? {}
  if (driverAt(place).name !== 'process') return
  const detail = await whyUnreachable(master)
  // Behind a semicolon, Spark Connect has a token.
  const shown = master.replace(/;.*/s, '')
  if (detail !== undefined) throw new UserError('masterUnreachable', { job, engine, master: shown, detail })
}
