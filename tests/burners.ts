import { spawn } from 'node:child_process'
import { once } from 'node:events'

const BURN = `import os, sys
os.sched_setaffinity(0, {int(sys.argv[1])})
print(flush=True)
while True: pass`

/** Two real processes a core that take all they can get of it, until the block ends. */
export async function burnCores(cpus: readonly number[]): Promise<AsyncDisposable> {
  const children = [...cpus, ...cpus].map((cpu) =>
    spawn('python3', ['-c', BURN, String(cpu)], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')))
  return {
    [Symbol.asyncDispose]: async () => {
      const ended = children.map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}
