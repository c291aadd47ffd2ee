/** Bins of a timeline: exact to a millisecond over 17 minutes, to an eighth of a second over a day. */
const BINS = 2 ** 20

/**
 * How many tasks ran when, in bounded memory: bins of equal width, which doubles whenever tasks go on past the last bin.
 */
export class Timeline {
  #width = 1
  /** Milliseconds of tasks in a bin that they do not fill. */
  readonly #parts = new Float64Array(BINS)
  /** By how many the tasks that fill a bin are more than those that fill the bin before. */
  readonly #steps = new Int32Array(BINS + 1)
  #end = 0

  /** @param from of a task, milliseconds since the application's start; so is `to` */
  add(from: number, to: number): void {
    if (!(to > from && from >= 0)) return
    while (to > this.#width * BINS) this.#double()
    this.#end = Math.max(this.#end, to)
    const [first, last] = [Math.floor(from / this.#width), Math.floor(to / this.#width)]
    if (first === last) {
      this.#fill(first, to - from)
      return
    }
    this.#fill(first, (first + 1) * this.#width - from)
    this.#step(first + 1, 1)
    this.#step(last, -1)
    this.#fill(last, to - last * this.#width)
  }

  /** Milliseconds, from the start on, in which on average of a bin more than `most` tasks ran. */
  msAbove(most: number): number {
    let [running, above] = [0, 0]
    const bins = Math.min(BINS, Math.ceil(this.#end / this.#width))
    for (let bin = 0; bin < bins; bin++) {
      running += this.#steps[bin] as number
      if (running + (this.#parts[bin] as number) / this.#width > most) above += this.#width
    }
    return Math.min(above, this.#end)
  }

  /** Its tail may fall on the end of the last bin. */
  #fill(bin: number, ms: number): void {
    if (bin < BINS) this.#parts[bin] = (this.#parts[bin] as number) + ms
  }

  #step(bin: number, by: number): void {
    this.#steps[bin] = (this.#steps[bin] as number) + by
  }

  #double(): void {
    let running = 0
    for (let bin = 0; bin < BINS; bin++) {
      running += this.#steps[bin] as number
      const ms = (this.#parts[bin] as number) + running * this.#width
      this.#parts[bin] = 0
      this.#parts[bin >> 1] = (this.#parts[bin >> 1] as number) + ms
    }
    this.#steps.fill(0)
    this.#width *= 2
  }
}
