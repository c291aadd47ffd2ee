import { resolve } from 'node:path'
import { loadConfig } from '../../adapters/config.ts'
import { allowedCpus } from '../../adapters/machine/host.ts'
import { findPython } from '../../adapters/meter/meter.ts'
import type { Context, ExitCode } from '../../context.ts'
import type { Job } from '../../core/config/model.ts'
import { defaultKey } from '../../core/plan/key.ts'
import { describeLimits } from '../../core/plan/plan.ts'
import { UserError } from '../../errors.ts'
import { checkLimits } from '../run/limits.ts'
import { selectEngines, selectJobs } from '../run/select.ts'
import { checkDisk } from './disk.ts'
import { checkEngine } from './engine.ts'
import { checkInput } from './input.ts'

export interface CheckOptions {
  jobs: string[]
  config: string
  input?: string
  size?: string
  key?: string
  out: string
}

/** Does everything but run: finds all that would stop a run, and says how to mend each. */
export async function check(options: CheckOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadConfig(options.config)
  const jobs = selectJobs(loaded.config, options.jobs, options.config)
  const { print } = context.terminal
  print(`✓ ${options.config}: ${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}, no mistake`)
  let problems = 0
  const probe = async (title: string, look: () => Promise<string>) => {
    const found = await outcomeOf(look)
    if (!found.ok) problems += 1
    print(`${found.ok ? '✓' : '✕'} ${title}: ${found.text}`)
  }
  await probe('python3', findPython)
  await probe('limits', async () => {
    checkLimits(loaded, (await allowedCpus()).length)
    return loaded.config.limits.map(describeLimits).join('; ')
  })
  for (const job of jobs) {
    for (const engine of selectEngines(job, undefined)) {
      await probe(`${job.name} · ${engine.name}`, () => checkEngine(job, engine, loaded.folder, context.env))
    }
    for (const size of sizesOf(job, options)) {
      const place = {
        job,
        size,
        key: options.key ?? defaultKey(context.now()),
        given: options.input,
      }
      await probe(`${job.name} · input ${size}`, () => checkInput(place, loaded.folder))
      await probe(`${job.name} · disk`, () => checkDisk(place, loaded.folder, resolve(options.out)))
    }
  }
  print(problems === 0 ? 'Ready to run.' : `${problems} to mend before a run.`)
  return problems === 0 ? 0 : 2
}

const sizesOf = (job: Job, { input, size }: CheckOptions): string[] =>
  input === undefined ? (size === undefined ? job.sizes : [size]) : ['own']

async function outcomeOf(look: () => Promise<string>): Promise<{ ok: boolean; text: string }> {
  try {
    return { ok: true, text: await look() }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { ok: false, text: error.message }
  }
}
