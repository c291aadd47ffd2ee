import type { Measures } from '../../model/measures/combine.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import type { Pull, ReadyStep } from '../../runners/runner.ts'

/** What decides whether a trial pulls. */
interface Pulling {
  engine: { steps: readonly ReadyStep[] }
  /** Whether images are removed and pulled again before. */
  isCold: boolean
  /** Whether the engine's images were used before in this run. */
  isFirst: boolean
}

/**
 * What bringing a step's image here cost this trial; removed and pulled again before a cold one. A trial has each image's
 * pull once, whichever of its steps run in it.
 */
export async function pullFor(step: ReadyStep, trial: Pulling, signal: AbortSignal): Promise<Measures> {
  const { image } = step
  if (image === null) return {}
  if (image.isBuilt) return notPulled('built locally, so nothing was pulled')
  const isNew = trial.engine.steps.find((each) => each.image?.name === image.name) === step
  const pull = trial.isCold && isNew ? await image.pullAgain(signal) : trial.isFirst && isNew && image.pull
  return pull ? measuresOf(pull) : notPulled('the image was already local')
}

const measuresOf = ({ milliseconds, bytes }: Pull): Measures => ({
  pullMs: milliseconds,
  pulledBytes: bytes || unmeasured('the daemon reported no layer sizes'),
})

const notPulled = (reason: string): Measures => ({
  pullMs: unmeasured(reason),
  pulledBytes: unmeasured(reason),
})
