/** Most bins of a timeline: exact to a millisecond over 17 minutes, to an eighth of a second over a day. */
const MOST_BINS = 2 ** 20
/** Four seconds. */
const FIRST_BINS = 2 ** 12

/**
 * How many tasks ran when, in bounded memory: bins of equal width, as many as the time so far needs. Once there are as many
 * as may be, their width doubles whenever tasks go on past the last.
 */
export class Timeline {
  #width = 1
  #bins = FIRST_BINS
  /** Milliseconds of tasks in a bin that they do not fill. */
  #parts = new Float64Array(FIRST_BINS)
  /** By how many the tasks that fill a bin are more than those that fill the bin before. */
  #steps = new Int32Array(FIRST_BINS + 1)
  #end = 0

  /** @param from of a task, milliseconds since the application's start; so is `to` */
  add(from: number, to: number): void {
    if (!(to > from && from >= 0)) return
    while (to > this.#width * this.#bins) this.#lengthen()
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
    const bins = Math.min(this.#bins, Math.ceil(this.#end / this.#width))
    for (let bin = 0; bin < bins; bin++) {
      running += this.#steps[bin] as number
      if (running + (this.#parts[bin] as number) / this.#width > most) above += this.#width
    }
    return Math.min(above, this.#end)
  }

  /** Its tail may fall on the end of the last bin. */
  #fill(bin: number, ms: number): void {
    if (bin < this.#bins) this.#parts[bin] = (this.#parts[bin] as number) + ms
  }

  #step(bin: number, by: number): void {
    this.#steps[bin] = (this.#steps[bin] as number) + by
  }

  #lengthen(): void {
    if (this.#bins < MOST_BINS) this.#addBins()
    else this.#widenBins()
  }

  #addBins(): void {
    const [parts, steps] = [this.#parts, this.#steps]
    this.#bins *= 2
    this.#parts = new Float64Array(this.#bins)
    this.#parts.set(parts)
    this.#steps = new Int32Array(this.#bins + 1)
    this.#steps.set(steps)
  }

  #widenBins(): void {
    let running = 0
    for (let bin = 0; bin < this.#bins; bin++) {
      running += this.#steps[bin] as number
      const ms = (this.#parts[bin] as number) + running * this.#width
      this.#parts[bin] = 0
      this.#parts[bin >> 1] = (this.#parts[bin >> 1] as number) + ms
    }
    this.#steps.fill(0)
    this.#width *= 2
  }
}
