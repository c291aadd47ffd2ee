/** Signals by which others want an end, and their numbers, which are the same everywhere. */
export const ENDING_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const

export type EndingSignal = keyof typeof ENDING_SIGNALS

/** The one of a number; undefined of any other signal, by which a process tells its own fault, or the kernel a limit. */
export const endingSignal = (number: number | null): EndingSignal | undefined =>
  (Object.keys(ENDING_SIGNALS) as EndingSignal[]).find((name) => ENDING_SIGNALS[name] === number)
