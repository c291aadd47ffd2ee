import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { clusterLog } from './event-logs.ts'
import { ORDERS } from './recorded.ts'

const DAYS = 14
const MS_A_DAY = 86_400_000

/** The log of a cluster as if it had run earlier: real events, other times, another id. */
function earlier(ms: number, id: string): string {
  const moved = clusterLog().replaceAll(/:(1795\d{9})\b/g, (_, time) => `:${Number(time) - ms}`)
  return moved.replaceAll(/"App ID":"[^"]*"/g, `"App ID":"${id}"`)
}

/** Writes logs of several runs a day, and returns the days, oldest first. */
async function writeLogs(folder: string, runsADay: number): Promise<string[]> {
  await mkdir(join(folder, 'logs'))
  const days: string[] = []
  for (let day = DAYS; day >= 1; day--) {
    for (let run = 0; run < runsADay; run++) {
      const text = earlier(day * MS_A_DAY + run * 180_000, `app-${day}-${run}`)
      await writeFile(join(folder, 'logs', `app-${day}-${run}`), text)
      if (run > 0) continue
      const [, start] = /"SparkListenerApplicationStart".*?"Timestamp":(\d+)/.exec(text) ?? []
      days.push(new Date(Number(start)).toISOString().slice(0, 10))
    }
  }
  return days
}

/** Results of a candidate on one machine: as many a day, a minute apart. */
const candidates = (days: readonly string[], runsADay: number): string =>
  JSON.stringify(
    days.flatMap((day, index) =>
      Array.from({ length: runsADay }, (_, run) => ({
        engine: 'polars',
        started: `${day}T06:${String(run).padStart(2, '0')}:00Z`,
        seconds: { total: 9 + (index % 3) / 10 },
        host: { class: 'c7i.2xlarge', cores: 8 },
      })),
    ),
  )

async function speedAfter(folder: string, runsADay: number) {
  const days = await writeLogs(folder, runsADay)
  await writeFile(join(folder, 'polars.json'), candidates(days, runsADay))
  const spark = await etlCompare([...ORDERS, '--from-spark-log', 'logs'], folder)
  const total = DAYS * runsADay
  expect(spark).toMatchObject({ code: 0, stdout: `${total} of ${total} results added: folder ledger\n` })
  expect((await etlCompare([...ORDERS, '--from', 'polars.json'], folder)).code).toBe(0)
  const judge = ['judge', '--ledger', 'ledger', '--as-of', days.at(-1) ?? '']
  const [verdict] = JSON.parse((await etlCompare([...judge, '--json'], folder)).stdout).verdicts
  return { days, verdict, text: (await etlCompare(judge, folder)).stdout }
}

describe('two weeks of event logs are the weeks of the baseline:', () => {
  it("a verdict has an observation a day, and names production's cluster", async () => {
    await using folder = await scratch()
    const { days, verdict, text } = await speedAfter(folder.path, 1)
    expect(verdict.epoch.days).toEqual(days)
    expect(verdict.gates.speed.bounds[0]).toMatchObject({ n: DAYS })
    expect(text).toContain('Spark cluster')
  })

  it('many small runs a day are one observation a day', async () => {
    await using folder = await scratch()
    const { days, verdict } = await speedAfter(folder.path, 4)
    expect(verdict.epoch.days).toEqual(days)
    expect(verdict.gates.speed.bounds[0]).toMatchObject({ n: DAYS })
  })

  it('also where each of them has a partition of its own', async () => {
    await using folder = await scratch()
    const runs = Array.from({ length: DAYS * 4 }, (_, index) => {
      const minute = `2025-11-${String(10 + Math.floor(index / 4))}T06:${index % 4}0`
      return { partition: minute, started: `${minute}:00Z` }
    })
    const batches = (engine: string, total: number) =>
      runs.map((run, index) => ({ ...run, engine, seconds: { total: total + (index % 3) / 10 } }))
    await writeFile(
      join(folder.path, 'runs.json'),
      JSON.stringify([...batches('spark', 60), ...batches('polars', 9)]),
    )
    expect((await etlCompare([...ORDERS, '--from', 'runs.json'], folder.path)).code).toBe(0)
    const judged = await etlCompare(
      ['judge', '--json', '--ledger', 'ledger', '--as-of', '2025-11-23'],
      folder.path,
    )
    const [verdict] = JSON.parse(judged.stdout).verdicts
    expect(verdict.epoch.comparisons).toBe(runs.length)
    expect(verdict.gates.speed.bounds[0]).toMatchObject({ n: DAYS })
  })
})
