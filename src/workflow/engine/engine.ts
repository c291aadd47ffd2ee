import { codeDoubts } from '../../behaviour/code-doubts.ts'
import { behaviourHash } from '../../behaviour/hash.ts'
import type { Engine } from '../../model/config/model.ts'
import type { Side } from '../../model/record/sides.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import { joinRunners, runHere, stepsOnRunners } from '../../runners/choose.ts'
import type { Ready, ReadyStep, Runner, Surroundings } from '../../runners/runner.ts'
import { codeOf } from './code.ts'
import { lackingCalls } from './lacking-calls.ts'

/** An engine made ready to run: its environments or images are up to date, its code is hashed. */
export interface PreparedEngine {
  name: string
  engine: Engine
  role: Side
  /** Whether any of its steps takes this machine's cores and memory. */
  isHere: boolean
  /** As its record names who ran it. */
  runner: string
  behaviour: string
  /** The same whatever the limits. */
  codeHash: string
  /** Which changes of its code its behaviour would not show, and which calls of its code it lacks, in sentences. */
  doubts: string[]
  /** The files of its code, from the configuration's folder where they lie in it. */
  files: string[]
  steps: ReadyStep[]
}

/** @throws UserError of the runners, where something is missing that a step needs */
export async function prepareEngine(
  { job, limits, runners }: PlannedComparison,
  engine: Engine,
  around: Surroundings,
  ready: ReadonlyMap<Runner, Ready>,
): Promise<PreparedEngine> {
  const names = runners[engine.name] ?? []
  const steps: ReadyStep[] = []
  for (const { step, runner } of stepsOnRunners(engine, names)) {
    const prepared = await ready.get(runner)?.({
      job: job.name,
      engine: engine.name,
      step,
      isFirst: steps.length === 0 && engine.setup === undefined,
    })
    if (!prepared) throw new Error(`The runner '${runner.name}' is planned but not prepared.`)
    steps.push(prepared)
  }
  const code = await codeOf(job, engine, around.folder, around.env)
  const images = engine.version === undefined ? steps.flatMap(unknownImage) : []
  const isVisible = code.isVisible || images.length > 0
  const runner = joinRunners(names)
  const hashAt = (at: typeof limits) => behaviourHash(engine, runner, at, { sources: code.sources, images })
  return {
    name: engine.name,
    engine,
    role: engine.name === job.baseline ? 'baseline' : 'candidate',
    isHere: runHere({ [engine.name]: names }),
    runner,
    behaviour: hashAt(limits),
    codeHash: hashAt({}),
    files: code.files,
    doubts: [
      ...codeDoubts({ ...code, isVisible }, { ...engine, isConfigured: true }),
      ...(await lackingCalls(engine, code.files, around)),
    ],
    steps,
  }
}

/** An image that was not built here is all that can be known of the code in it. */
const unknownImage = ({ image }: ReadyStep): string[] => (image && !image.isBuilt ? [image.digest] : [])
