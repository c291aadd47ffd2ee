import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { readStart } from '../files/excerpt.ts'
import { scratchFolder } from '../files/scratch.ts'
import { allowedCpus } from '../machine/host.ts'
import { type KnownLoad, knownLoad, type Reading, readingsOf } from '../machine/known-load.ts'
import type { Meter } from '../machine/verification.ts'
import { measuresOfSteps } from '../model/record/usage.ts'
import { showStep } from '../terminal/progress.ts'
import { logTail } from '../text/text.ts'
import type { StepRun } from '../trial/step-run.ts'
import type { ConfinedCommand } from './job-contract.ts'

/** What the load may have: three times what it takes. */
const MEMORY_BYTES = 2 ** 30

/**
 * Two children compute, then 300 MiB are held. What is true of it the kernel tells it of its own processes, which is
 * another account than the cgroup's, by which containers are measured.
 */
const LOAD = `
import json, os, resource, time
def burn(seconds):
    while time.process_time() < seconds:
        pass
    os._exit(0)
for child in range(2):
    if os.fork() == 0:
        burn(0.5)
held = bytearray(300 * 2**20)
with open("/proc/self/status") as status:
    anon = next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))
while True:
    try:
        os.wait()
    except ChildProcessError:
        break
del held
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(each.ru_utime + each.ru_stime for each in used)
print(json.dumps({"anonBytes": anon * 1024, "cpuSeconds": cpu}), flush=True)
os._exit(0)
`

/** What a meter made of the known load; no readings and a reason where the load did not run. */
export interface CheckedMeter {
  meter: Meter
  /** Where it stands: `container, from outside`. */
  where: string
  readings: Reading[]
  problem: string | null
  run: StepRun
}

/** A folder of its own, which holds the files too, and what runs there, whoever runs it. */
export interface LoadRequest extends ConfinedCommand {
  folder: string
}

/** @param python the program that runs the load */
export function checkMeter(
  { meter, where, python }: { meter: Meter; where: string; python: string },
  { terminal }: Context,
  runLoad: (request: LoadRequest) => Promise<StepRun>,
): Promise<CheckedMeter> {
  return showStep(terminal, `a known load, ${where}`, undefined, async () => {
    await using scratch = await scratchFolder()
    const [log, stages] = [join(scratch.path, 'log.txt'), join(scratch.path, 'stages')]
    await Promise.all([writeFile(log, ''), writeFile(stages, '')])
    const argv = [python, '-ESs', '-c', LOAD]
    const [folder, cpus] = [scratch.path, (await allowedCpus()).slice(0, 2)]
    const run = await runLoad({ argv, folder, log, stages, cpus, memoryBytes: MEMORY_BYTES })
    const text = await readStart(log)
    const known = knownOf(text)
    const problem = known
      ? null
      : (run.notStarted?.detail ?? (logTail(text, 3).join(' ') || `it exited with ${run.exitCode}`))
    const measures = measuresOfSteps([run])
    return { meter, where, run, problem, readings: known ? readingsOf(known, measures) : [] }
  })
}

function knownOf(log: string): KnownLoad | null {
  try {
    return knownLoad.parse(JSON.parse(log))
  } catch {
    return null
  }
}
