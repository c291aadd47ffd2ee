import { eventName } from './event-name.ts'
import { EVENTS, type Listener, type Told } from './events.ts'
import { anyEvent, parsed, understood } from './schemas.ts'

/** A log whose first lines are all no events is none of Spark's. */
const MOST_STRANGE = 20

/** Takes the lines of one log, and hands each event to those that listen to it. */
export class EventLines {
  /** Lines that are no event, or not as Spark writes it. */
  malformed = 0
  /** Events of other products, such as Databricks: they are passed over. */
  foreign = 0
  #events = 0
  readonly #handlers: ReadonlyMap<string, (line: Buffer) => void>

  /** @param listeners each is handed an event after those before it */
  constructor(listeners: readonly Listener[]) {
    const names = Object.keys(EVENTS) as (keyof Told)[]
    this.#handlers = new Map(names.flatMap((name) => handlersOf(name, listeners)))
  }

  /** @returns false of a line that is no event, or not as Spark writes it */
  accept(line: Buffer): boolean {
    const isEvent = understood(() => {
      const name = eventName(line) ?? parsed(anyEvent, line).Event
      const handle = this.#handlers.get(name)
      if (handle) handle(line)
      else if (!isOfSpark(name)) this.foreign += 1
      return true
    })
    if (isEvent) this.#events += 1
    else this.malformed += 1
    return isEvent ?? false
  }

  get isEmpty(): boolean {
    return this.#events === 0
  }

  isFutile(): boolean {
    return this.isEmpty && this.malformed >= MOST_STRANGE
  }
}

const isOfSpark = (name: string): boolean =>
  name.startsWith('SparkListener') || name.startsWith('org.apache.spark.')

/** By each of an event's names, what hands its line on. */
function handlersOf<Name extends keyof Told>(
  name: Name,
  listeners: readonly Listener[],
): [string, (line: Buffer) => void][] {
  const hearing = listeners.filter((listener) => listener[name])
  if (hearing.length === 0) return []
  const { names, parse } = EVENTS[name]
  const handle = (line: Buffer) => {
    const event = parse(line) as Told[Name]
    for (const listener of hearing) listener[name]?.(event)
  }
  return names.map((each) => [each, handle])
}
