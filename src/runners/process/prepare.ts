import { resolve } from 'node:path'
import type { Step } from '../../model/config/model.ts'
import { callOf } from '../job-contract.ts'
import { findPython } from '../meter/python.ts'
import type { EngineStep, Ready, ReadyStep, StepCall, Surroundings } from '../runner.ts'
import { runPlainly } from './plain.ts'
import { activate, lockedVersions, prepareProject } from './python-project.ts'
import { PROCESS_METER, runProcess } from './run.ts'

/** @throws UserError `pythonMissing`; of a step, those of `prepareProject` */
export async function prepare(around: Surroundings): Promise<Ready> {
  const python = await findPython()
  return { step: (one) => readyStep(one, around, python) }
}

async function readyStep({ step }: EngineStep, around: Surroundings, python: string): Promise<ReadyStep> {
  const { cwd, env, versions } = await homeOf(step, around)
  const called = ({ command, contract }: StepCall, stages?: string) => {
    const { input, output } = contract
    const call = callOf(command, contract, { input: input.path, output, ...(stages && { stages }) })
    return { argv: call.argv, cwd, env: { ...env, ...call.env } }
  }
  return {
    step,
    versions,
    image: null,
    meter: PROCESS_METER,
    checkInput: async () => {},
    run: (call, signal) => {
      const { cpus, limits } = call.contract
      const memoryBytes = limits.memoryBytes ?? null
      const request = { ...called(call, call.files.stages), ...call.files, cpus, memoryBytes }
      return runProcess(python, request, signal)
    },
    // It may leave services running for the engine to use.
    hook: (call, signal) => {
      const { argv, ...home } = called(call)
      return runPlainly(argv, { ...home, log: call.files.log, signal })
    },
  }
}

/** Where a step starts, and what of its environment is the same in every trial. */
async function homeOf({ place, env: own }: Step, { folder, env: inherited }: Surroundings) {
  const env = { ...inherited, ...own }
  const project = place.process?.project
  if (project === undefined) return { cwd: folder, env, versions: {} }
  const cwd = resolve(folder, project)
  const environment = await prepareProject(cwd)
  return { cwd, env: activate(environment, env), versions: await lockedVersions(cwd) }
}
