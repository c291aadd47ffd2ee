import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { type MeterResult, meterResultSchema } from './meter.ts'

/** A day and a half of samples. */
const LARGEST_RESULT = 64 * 2 ** 20
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants

/** What a meter inside a container wrote; undefined where there is none, and what is no result is not repeated. */
export async function readResult(path: string): Promise<MeterResult | undefined> {
  try {
    return meterResultSchema.safeParse(JSON.parse((await readLeft(path, LARGEST_RESULT)) ?? '')).data
  } catch {
    return undefined
  }
}

/**
 * A file of a folder that was a container's; undefined where there is none, or it is larger. A link in its place is not
 * followed, and a pipe not waited for.
 */
export async function readLeft(path: string, largest: number): Promise<string | undefined> {
  await using file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  const found = await file?.stat()
  return file && found?.isFile() && found.size <= largest ? file.readFile('utf8') : undefined
}
