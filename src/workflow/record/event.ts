import { readFile, stat } from 'node:fs/promises'
import type { Context } from '../../context.ts'
import { eventOf, neverCounts, type RunEvent } from '../../model/record/event.ts'

/** GitHub sends no larger event. */
const MOST_BYTES = 32 * 2 ** 20

/** What this process runs for; where what it writes never counts, it says so. */
export async function currentEvent(
  { env, terminal }: Context,
  otherwise: 'manual' | 'record',
): Promise<RunEvent> {
  const { GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_EVENT_PATH: path } = env
  const payload = name && path ? await readPayload(path).catch(() => undefined) : undefined
  const event = eventOf({ name, ref, payload }, otherwise)
  const warning = neverCounts(event)
  if (warning !== undefined) terminal.note(`etl-compare: ${warning}`)
  return event
}

async function readPayload(path: string): Promise<string | undefined> {
  const found = await stat(path)
  return found.isFile() && found.size <= MOST_BYTES ? readFile(path, 'utf8') : undefined
}
