import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { childrenOf } from '../../../tests/processes.ts'
import { findPython } from './python.ts'
import { startMeter } from './start.ts'

/** Starts a meter, and waits until the process is born that will be its command. */
async function waitingMeter(signal?: AbortSignal) {
  const meter = await startMeter(await findPython(), ['ignore', 'ignore', 'pipe'], null, signal)
  if (!('child' in meter)) throw new Error(meter.reason)
  const keeper = meter.child.pid ?? 0
  for (;;) {
    const [below = 0] = childrenOf(keeper)
    const [command] = below ? childrenOf(below) : []
    if (command !== undefined) return { meter, pids: [keeper, below, command], command }
    await setTimeout(5)
  }
}

/** The memory's cgroup of a process, as version 1 has it. */
const groupOf = (pid: number): string | undefined =>
  /:memory:(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))?.[1]

describe('a meter that waits for its command', () => {
  it('has it born already', async () => {
    const { meter, command } = await waitingMeter()
    const ended = meter.run({ argv: ['sh', '-c', 'echo $$ >&2'], sampleMs: 100, graceSeconds: 1 })
    const { text, logEnd } = await ended
    expect(Number(logEnd)).toBe(command)
    expect(JSON.parse(text)).toMatchObject({ exitCode: 0 })
  })

  it('runs nothing where that process is killed', async () => {
    const { meter, command } = await waitingMeter()
    process.kill(command, 'SIGKILL')
    const { text } = await meter.run({ argv: ['sh', '-c', 'exit 3'], sampleMs: 100, graceSeconds: 1 })
    expect(JSON.parse(text)).toEqual({ neverBegan: true })
  })

  it('leaves neither a process nor a cgroup where it is sent away', async () => {
    const controller = new AbortController()
    const { meter, pids, command } = await waitingMeter(controller.signal)
    const group = groupOf(command)
    controller.abort()
    await once(meter.child, 'exit')
    while (pids.some((pid) => existsSync(`/proc/${pid}`))) await setTimeout(5)
    if (group?.includes('etl-compare-')) expect(existsSync(`/sys/fs/cgroup/memory${group}`)).toBe(false)
  })
})
