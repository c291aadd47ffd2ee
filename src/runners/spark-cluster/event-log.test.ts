import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../../tests/etl-compare.ts'
import { answerOf, CLUSTER_LOG, clusterLog, logPath } from '../../../tests/event-logs.ts'
import { readExecutorUse } from './event-log.ts'

/** Of the log as text, apart from the reader: what executors were held for, and what tasks ran. */
function byHand(log: string) {
  const events = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const named = (name: string) => events.filter(({ Event }) => Event === `SparkListener${name}`)
  const [end] = named('ApplicationEnd')
  const added = named('ExecutorAdded')
  const held = added.reduce(
    (sum, each) => sum + each['Executor Info']['Total Cores'] * (end.Timestamp - each.Timestamp),
    0,
  )
  const busy = named('TaskEnd').reduce(
    (sum, each) => sum + each['Task Info']['Finish Time'] - each['Task Info']['Launch Time'],
    0,
  )
  return { executors: added.length, coreHours: held / 3.6e6, idleCoreHours: (held - busy) / 3.6e6 }
}

describe("what executors were held for, by a program's event log", () => {
  it('is that of a real cluster of two workers, with the time in which no task ran', async () => {
    await using folder = await scratch()
    await cp(CLUSTER_LOG, join(folder.path, 'app.gz'))
    const { executors, coreHours, idleCoreHours } = byHand(clusterLog())
    const use = await readExecutorUse(folder.path)
    expect(use).toMatchObject({ executors, started: executors })
    expect(use?.coreHours).toBeCloseTo(coreHours, 9)
    expect(use?.idleCoreHours).toBeCloseTo(idleCoreHours, 9)
    expect(use?.idleCoreHours).toBeGreaterThan(0)
  })

  it('is the sum over all applications of the program', async () => {
    await using folder = await scratch()
    const names = ['sales', 'rdd']
    for (const name of names) await cp(logPath(name), join(folder.path, `${name}.gz`))
    const use = await readExecutorUse(folder.path)
    const [least, most] = [0, 1].map((end) =>
      names.reduce((sum, name) => sum + (answerOf(name).coreSeconds[end] ?? 0), 0),
    ) as [number, number]
    expect(Number(use?.coreHours) * 3600).toBeGreaterThanOrEqual(least)
    expect(Number(use?.coreHours) * 3600).toBeLessThanOrEqual(most)
  })

  it('is nothing where the program wrote none', async () => {
    await using folder = await scratch()
    expect(await readExecutorUse(folder.path)).toBeNull()
    expect(await readExecutorUse(join(folder.path, 'none'))).toBeNull()
  })
})
