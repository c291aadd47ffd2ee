import { linesOf } from '../../../files/lines.ts'

/** The daemon's answer as it comes: one JSON value a line. Throws what the connection ended with. */
export async function* eventsOf(answer: AsyncIterable<Buffer>): AsyncGenerator<unknown> {
  for await (const lines of linesOf(answer)) for (const line of lines) if (line.trim()) yield JSON.parse(line)
}
