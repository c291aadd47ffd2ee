const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
export type PassedSignal = (typeof PASSED_ON)[number]

/** Catches the signals that would end this process, for a command that they are meant for. */
export interface Signals extends Disposable {
  /** Aborted by the first signal. */
  readonly received: AbortSignal
  /** All that came so far, in their order. */
  readonly caught: readonly PassedSignal[]
  /** Sends each signal on, those that came earlier too. */
  passTo(send: (name: PassedSignal) => void): void
}

/** From now on, signals end nothing here. */
export function catchSignals(): Signals {
  const controller = new AbortController()
  const caught: PassedSignal[] = []
  let send: ((name: PassedSignal) => void) | undefined
  const listener = (name: NodeJS.Signals) => {
    caught.push(name as PassedSignal)
    controller.abort()
    send?.(name as PassedSignal)
  }
  for (const name of PASSED_ON) process.on(name, listener)
  return {
    received: controller.signal,
    caught,
    passTo: (target) => {
      send = target
      for (const name of caught) target(name)
    },
    [Symbol.dispose]: () => {
      for (const name of PASSED_ON) process.off(name, listener)
    },
  }
}
