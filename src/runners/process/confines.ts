import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scratchFolder } from '../../files/scratch.ts'
import type { StepRun } from '../../trial/step-run.ts'
import { findPython } from '../meter/python.ts'
import { runProcess } from './run.ts'

const MEMORY_BYTES = 2 ** 28

/** Runs a program that does nothing, within a limit. @throws UserError `pythonMissing` */
export async function confines(): Promise<StepRun['limitsEnforced']> {
  const python = await findPython()
  await using scratch = await scratchFolder()
  const [log, stages] = [join(scratch.path, 'log.txt'), join(scratch.path, 'stages')]
  await Promise.all([writeFile(log, ''), writeFile(stages, '')])
  const argv = [python, '-ESs', '-c', '']
  const request = { argv, cwd: scratch.path, env: {}, log, stages, cpus: [], memoryBytes: MEMORY_BYTES }
  const { limitsEnforced } = await runProcess(python, request, new AbortController().signal)
  return limitsEnforced
}
