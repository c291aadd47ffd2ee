import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** The daemon's answer as it comes: one JSON value a line. Ends with the error that the connection ended with. */
export async function* eventsOf(answer: NodeJS.ReadableStream): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: answer as Readable }))
    if (line.trim()) yield JSON.parse(line)
}
