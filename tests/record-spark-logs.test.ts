import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { CLUSTER_LOG, clusterLog, EVENT_LOGS, eventLog, linesOf, logPath } from './event-logs.ts'
import { ORDERS, onlyRecord, recordsIn, trialOf } from './recorded.ts'

const SALES = logPath('sales')

/** Milliseconds since 1970 of all events of a kind, in the order of a log. */
const timesIn = (log: string, event: string): number[] =>
  [...log.matchAll(new RegExp(`"${event}".*?"Timestamp":(\\d+)`, 'g'))].map(([, ms]) => Number(ms))

/** The log of a cluster as Databricks writes one: in numbered files that are rolled by time, with events of its own, and no end. */
async function writeDatabricksLog(folder: string): Promise<string[]> {
  await mkdir(folder)
  const lines = clusterLog().trimEnd().split('\n').slice(1, -1)
  const third = Math.ceil(lines.length / 3)
  const names = ['eventlog-2026-11-24--10-00.gz', 'eventlog-2026-11-24--10-15.gz', 'eventlog']
  const files = names.map((name) => join(folder, name))
  for (const [number, file] of files.entries()) {
    const own = {
      Event: 'DBCEventLoggingListenerMetadata',
      'Spark Version': '4.1.4',
      'Rollover Number': number,
    }
    const events = [JSON.stringify(own), ...lines.slice(number * third, (number + 1) * third)]
    const text = `${events.join('\n')}\n`
    await writeFile(file, file.endsWith('.gz') ? gzipSync(text) : text)
  }
  return files
}

describe("Spark's event log becomes a record", () => {
  it("of the baseline's run: driver and executors, their paid lifetimes, and no figure that the log has in part", async () => {
    await using folder = await scratch()
    const ended = await etlCompare([...ORDERS, '--from-spark-log', CLUSTER_LOG], folder.path)
    expect(ended).toMatchObject({ code: 0, stdout: '1 of 1 results added: folder ledger\n' })
    const record = await onlyRecord(folder.path)
    const trial = trialOf(record)
    const [start = 0] = timesIn(clusterLog(), 'SparkListenerApplicationStart')
    const [end = 0] = timesIn(clusterLog(), 'SparkListenerApplicationEnd')
    const added = timesIn(clusterLog(), 'SparkListenerExecutorAdded')
    expect(record).toMatchObject({ baseline: 'spark', when: new Date(start).toISOString() })
    expect(trial).toMatchObject({
      engine: 'spark',
      role: 'baseline',
      outcome: 'ok',
      runner: 'remote',
      host: { class: 'Spark cluster', cores: 2 },
      measures: { totalMs: end - start, cpuSeconds: { value: null }, peakAnonBytes: { value: null } },
    })
    const [driver, executors] = trial.steps[0]?.parts ?? []
    expect(driver).toMatchObject({ name: 'driver', scope: 'whole' })
    expect(executors).toMatchObject({ name: 'executors', scope: 'whole' })
    expect(executors?.paid?.executors).toBe(2)
    expect(executors?.paid?.coreHours).toBeCloseTo(added.reduce((sum, ms) => sum + end - ms, 0) / 3.6e6, 9)
    expect(trial.steps[0]).toMatchObject({
      versions: { Spark: '4.1.4' },
      settings: { 'spark.master': 'spark' },
    })
  })

  it('of Spark in local mode: the driver is its only executor, and nothing is called a cluster', async () => {
    await using folder = await scratch()
    await etlCompare([...ORDERS, '--from-spark-log', SALES], folder.path)
    const { host, steps } = trialOf(await onlyRecord(folder.path))
    expect(host).toMatchObject({ class: 'Spark in local mode', cores: 2 })
    expect(steps[0]).toMatchObject({
      settings: { 'spark.master': 'local[2]' },
      parts: [{ name: 'driver', scope: 'whole', paid: { executors: 1 } }],
    })
  })

  it('that counts once: again it adds nothing, and as another partition it is a mistake', async () => {
    await using folder = await scratch()
    const take = (...args: string[]) =>
      etlCompare([...ORDERS, '--from-spark-log', SALES, ...args], folder.path)
    await take()
    expect(await take()).toMatchObject({
      code: 0,
      stdout: '0 of 1 results added: folder ledger\n',
    })
    const twice = await take('--partition', 'another')
    expect([twice.code, twice.mistake?.code]).toEqual([2, 'eventLogRecorded'])
    expect(await recordsIn(folder.path)).toHaveLength(1)
  })

  it('that failed where the application did', async () => {
    await using folder = await scratch()
    await etlCompare([...ORDERS, '--from-spark-log', logPath('failed')], folder.path)
    expect(trialOf(await onlyRecord(folder.path)).outcome).toBe('failed')
  })

  it('of one application in a folder of several, without logs that are no whole run', async () => {
    await using folder = await scratch()
    const take = (...args: string[]) =>
      etlCompare([...ORDERS, '--from-spark-log', EVENT_LOGS, ...args], folder.path)
    const all = await take()
    expect([all.code, all.mistake?.code]).toEqual([2, 'applicationsSeveral'])
    const unknown = await take('--application', 'sale')
    expect([unknown.code, unknown.mistake?.code]).toEqual([2, 'applicationUnknown'])
    const crashed = await take('--application', 'crashed')
    expect([crashed.code, crashed.mistake?.code]).toEqual([2, 'eventLogsUnusable'])
    const sales = await take('--application', 'sales')
    expect(sales).toMatchObject({ code: 0, stdout: '5 of 5 results added: folder ledger\n' })
    const same = await take('--application', 'sales', '--partition', 'one')
    expect([same.code, same.mistake?.code]).toEqual([2, 'optionInvalid'])
  })

  it('without the events of other products, which a note counts', async () => {
    await using folder = await scratch({
      log: `${clusterLog().trimEnd()}\n{"Event":"com.acme.Seen"}\n{"Event":"com.acme.Done"}\n`,
    })
    const { code, stderr } = await etlCompare([...ORDERS, '--from-spark-log', 'log'], folder.path)
    expect(code).toBe(0)
    expect(stderr).toContain('log: 2 events of another product than Apache Spark passed over')
  })

  it('only where it has an end: a log of Databricks is refused by that name, and so is a file that is missing', async () => {
    await using folder = await scratch()
    const databricks = await writeDatabricksLog(join(folder.path, 'cluster'))
    const take = () => etlCompare([...ORDERS, '--from-spark-log', 'cluster'], folder.path)
    const logs = [expect.stringMatching(/^cluster: Databricks writes no end of an application/)]
    expect(await take()).toMatchObject({ code: 2, mistake: { code: 'eventLogsUnusable', data: { logs } } })
    const { jobs } = JSON.parse((await etlCompare(['qualify', 'cluster', '--json'], folder.path)).stdout)
    expect(jobs[0].runs[0]).toMatchObject({ sparkVersion: '4.1.4', isFailed: false, mostExecutors: 2 })
    await rm(databricks[1] ?? '')
    const parts = [expect.stringMatching(/^cluster: 1 rolled file missing; Databricks writes no end/)]
    expect(await take()).toMatchObject({ mistake: { data: { logs: parts } } })
  })

  it.each(['connect', 'connect-3.5'])(
    'never of a Spark Connect server that several programs shared: %s is a mistake that names the log',
    async (name) => {
      await using folder = await scratch()
      const take = (path: string, ...args: string[]) =>
        etlCompare([...ORDERS, '--from-spark-log', path, ...args], folder.path)
      const logs = [expect.stringContaining(`${name}.gz: a Spark Connect server with 2 sessions`)]
      expect(await take(logPath(name))).toMatchObject({
        code: 2,
        mistake: { code: 'eventLogsUnusable', data: { logs } },
      })
      await mkdir(join(folder.path, 'mixed'))
      for (const each of [name, 'sales'])
        await copyFile(logPath(each), join(folder.path, 'mixed', `${each}.gz`))
      const mixed = await take('mixed')
      expect(mixed).toMatchObject({ code: 0, stdout: '1 of 1 results added: folder ledger\n' })
      expect(mixed.stderr).toContain(`left out: mixed/${name}.gz: a Spark Connect server with 2 sessions`)
    },
  )

  it('also of a Spark Connect server with a single session', async () => {
    await using folder = await scratch()
    const lines = linesOf(eventLog('connect'))
    const isSession = (line: string) => line.includes('SparkListenerConnectSessionStarted')
    const [first] = lines.filter(isSession)
    const single = lines.filter((line) => line === first || !isSession(line))
    await writeFile(join(folder.path, 'single'), `${single.join('\n')}\n`)
    const ended = await etlCompare([...ORDERS, '--from-spark-log', 'single'], folder.path)
    expect(ended).toMatchObject({ code: 0, stdout: '1 of 1 results added: folder ledger\n' })
  })

  it('without a look at its tasks and plans', async () => {
    const lines = linesOf(eventLog('sales')).map((line) =>
      /TaskEnd|AdaptiveExecutionUpdate|SQLExecutionStart/.test(line)
        ? line.replace(/^(\{"Event":"[^"]*").*/, '$1,"from":"the future"}')
        : line,
    )
    const stepsOf = async (log: string | Buffer) => {
      await using folder = await scratch()
      await writeFile(join(folder.path, 'log'), log)
      await etlCompare([...ORDERS, '--from-spark-log', 'log'], folder.path)
      return trialOf(await onlyRecord(folder.path)).steps
    }
    expect(await stepsOf(`${lines.join('\n')}\n`)).toEqual(await stepsOf(eventLog('sales')))
  })

  it.each(['in progress', 'cut', 'no log'])(
    'never of one that is %s: it is a mistake that says why',
    async (what) => {
      await using folder = await scratch()
      const path = join(folder.path, 'log')
      const text = eventLog('sales')
      if (what === 'in progress') await copyFile(logPath('crashed'), path)
      else await writeFile(path, what === 'cut' ? text.subarray(0, text.length - 40) : 'hello\n')
      const ended = await etlCompare([...ORDERS, '--from-spark-log', path], folder.path)
      expect([ended.code, ended.mistake?.code]).toEqual([2, 'eventLogsUnusable'])
      expect(ended.mistake?.data).toMatchObject({ logs: [expect.stringContaining('log: ')] })
    },
  )
})
