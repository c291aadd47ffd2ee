import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeOrders } from './recorded.ts'

/** Of the times in a log's events, milliseconds since 1970. */
const TIME = /:(17\d{11})\b/g

export const msOf = (log: string, event: string): number =>
  Number(new RegExp(`"SparkListener${event}".*?"Timestamp":(\\d+)`).exec(log)?.[1])

/**
 * A real log as if its application had begun at another time, under another id.
 *
 * @param seconds that it then takes; without them, as many as it took
 */
export function moved(log: string, to: number, id: string, seconds?: number): string {
  const [start, end] = [msOf(log, 'ApplicationStart'), msOf(log, 'ApplicationEnd')]
  const stretch = seconds === undefined ? 1 : (seconds * 1000) / (end - start)
  return log
    .replaceAll(TIME, (_, time) => `:${Math.round(to + (Number(time) - start) * stretch)}`)
    .replaceAll(/"App ID":"[^"]*"/g, `"App ID":"${id}"`)
}

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** What an application of a day left, as old as its end. */
export async function writeOutput(output: string, select: string, endMs: number): Promise<void> {
  const path = join(output, 'spend.parquet')
  await mkdir(output, { recursive: true })
  await writeOrders(path, select)
  await utimes(path, endMs / 1000, endMs / 1000)
}

/** The log of a day's application, below a folder of its engine. */
export async function writeLog(folder: string, engine: string, name: string, text: string): Promise<void> {
  await mkdir(join(folder, 'logs', engine), { recursive: true })
  await writeFile(join(folder, 'logs', engine, name), text)
}
