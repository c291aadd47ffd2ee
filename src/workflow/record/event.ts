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
  const { GITHUB_EVENT_NAME: name, GITHUB_REF: ref } = env
  const payload = name ? await eventPayload(env).catch(() => undefined) : undefined
  const event = eventOf({ name, ref, payload }, otherwise)
  const warning = neverCounts(event)
  if (warning !== undefined) terminal.note(`etl-compare: ${warning}`)
  return event
}

/** The text of GitHub's event; undefined where there is none, or it can't be one. */
export async function eventPayload({
  GITHUB_EVENT_PATH: path,
}: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (!path) return undefined
  const found = await stat(path)
  return found.isFile() && found.size <= MOST_BYTES ? readFile(path, 'utf8') : undefined
}
