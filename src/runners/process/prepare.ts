import { callOf, LOOPBACK } from '../job-contract.ts'
import { findPython } from '../meter/python.ts'
import type { EngineStep, Ready, ReadyStep, StepCall, Surroundings } from '../runner.ts'
import { checkStep } from './check.ts'
import { runPlainly } from './plain.ts'
import { homeOf, lockedVersions, prepareProject } from './python-project.ts'
import { PROCESS_METER, runProcess } from './run.ts'

/** @throws UserError `pythonMissing`; of a step, those of `prepareProject` and `checkStep` */
export async function prepare(around: Surroundings): Promise<Ready> {
  const python = await findPython()
  return (one) => readyStep(one, around, python)
}

async function readyStep(one: EngineStep, around: Surroundings, python: string): Promise<ReadyStep> {
  const { step } = one
  const { project, cwd, env } = homeOf(step, around)
  if (project !== undefined) await prepareProject(project)
  // What is missing now would fail each of its trials, after the others have run for nothing.
  if (one.isFirst) await checkStep(one, around)
  const called = ({ command, contract, files: { stages }, added }: StepCall) => {
    const { input, output, temp } = contract
    const call = callOf(command, step, contract, { inputs: input.parts, output, stages })
    return {
      argv: call.argv,
      cwd,
      env: { ...env, ...call.env, ...(temp !== null && { TMPDIR: temp }), ...added?.env },
    }
  }
  return {
    step,
    versions: project === undefined ? {} : await lockedVersions(project),
    image: null,
    meter: PROCESS_METER,
    checkInput: async () => {},
    run: (call, signal) => {
      const { cpus, limits } = call.contract
      const memoryBytes = limits.memoryBytes ?? null
      const request = { ...called(call), ...call.files, cpus, memoryBytes }
      call.onHost?.(LOOPBACK)
      return runProcess(python, request, signal)
    },
    // It may leave services running for the engine to use.
    hook: (call, signal) => {
      const { argv, ...home } = called(call)
      return runPlainly(argv, { ...home, log: call.files.log, signal })
    },
  }
}
