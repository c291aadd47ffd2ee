import { randomUUID } from 'node:crypto'

/** A line of a file, from the root of the repository. */
export interface FileLine {
  file: string
  line: number
}

const TITLE = 'etl-compare'

const inMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const inProperty = (text: string): string => inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** The log of a step: groups, and annotations, which stand beside the run and, with a place, beside the file's line. */
export class StepLog {
  readonly #stream: Pick<NodeJS.WritableStream, 'write'>
  /** Annotations made within a group: what is printed there is no command. */
  #waiting: string[] | null = null

  constructor(stream: Pick<NodeJS.WritableStream, 'write'>) {
    this.#stream = stream
  }

  annotate(level: 'error' | 'warning' | 'notice', message: string, place?: FileLine): void {
    const where = place ? `file=${inProperty(place.file)},line=${place.line},` : ''
    const command = `::${level} ${where}title=${inProperty(TITLE)}::${inMessage(message)}\n`
    if (this.#waiting) this.#waiting.push(command)
    else this.#stream.write(command)
  }

  /**
   * Does a stage of the action in a group of the log, and prints its seconds. What is printed meanwhile is no command to
   * the runner, whatever the names of tables and files look like.
   */
  async group<Result>(title: string, stage: () => Promise<Result>): Promise<Result> {
    const resume = randomUUID()
    const begun = performance.now()
    this.#stream.write(`::group::${inMessage(title)}\n::stop-commands::${resume}\n`)
    const waiting: string[] = []
    this.#waiting = waiting
    try {
      return await stage()
    } finally {
      this.#waiting = null
      this.#stream.write(`::${resume}::\n::endgroup::\n`)
      this.#stream.write(`${inMessage(title)}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
      for (const command of waiting) this.#stream.write(command)
    }
  }
}
