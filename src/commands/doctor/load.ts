import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { readStart } from '../../files/excerpt.ts'
import { scratchFolder } from '../../files/scratch.ts'
import { allowedCpus } from '../../machine/host.ts'
import { type KnownLoad, knownLoad } from '../../machine/known-load.ts'
import type { Daemon } from '../../runners/docker/connect.ts'
import type { Inside } from '../../runners/docker/probe.ts'
import { runContainer } from '../../runners/docker/runner.ts'
import { runProcess } from '../../runners/process/runner.ts'
import type { StepRun } from '../../trial/step-run.ts'

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

/** A known load as it was measured; `known` is null where it did not get to its end. */
export interface LoadRun {
  known: KnownLoad | null
  run: StepRun
  /** What it printed, if not what it should. */
  log: string
}

interface Files {
  folder: string
  log: string
  stages: string
}

export const runAsProcess = (python: string, { signal }: Context): Promise<LoadRun> =>
  inFolder(async ({ folder, log, stages }) =>
    runProcess(
      python,
      {
        argv: [python, '-ESs', '-c', LOAD],
        cwd: folder,
        env: { PATH: process.env.PATH ?? '' },
        cpus: await twoCores(),
        memoryBytes: MEMORY_BYTES,
        log,
        stages,
      },
      signal,
    ),
  )

/** @param inside an image with a Python; without `hasMeter` it is watched from outside all the same */
export const runInContainer = (daemon: Daemon, inside: Inside, { signal }: Context): Promise<LoadRun> =>
  inFolder(async ({ folder, log, stages }) =>
    runContainer(
      daemon,
      {
        inside,
        argv: ['python3', '-ESs', '-c', LOAD],
        env: {},
        mounts: [],
        output: folder,
        network: 'none',
        readOnlyRoot: true,
        cpus: await twoCores(),
        memoryBytes: MEMORY_BYTES,
        log,
        stages,
        pull: {},
      },
      signal,
    ),
  )

const twoCores = async (): Promise<number[]> => (await allowedCpus()).slice(0, 2)

async function inFolder(run: (files: Files) => Promise<StepRun>): Promise<LoadRun> {
  await using scratch = await scratchFolder()
  const files = {
    folder: scratch.path,
    log: join(scratch.path, 'log.txt'),
    stages: join(scratch.path, 'stages'),
  }
  await Promise.all([writeFile(files.log, ''), writeFile(files.stages, '')])
  const done = await run(files)
  const log = await readStart(files.log)
  return { known: knownOf(log), run: done, log }
}

function knownOf(log: string): KnownLoad | null {
  try {
    return knownLoad.parse(JSON.parse(log))
  } catch {
    return null
  }
}
