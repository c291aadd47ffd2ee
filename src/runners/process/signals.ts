import { ENDING_SIGNALS, type EndingSignal } from '../../trial/ending-signals.ts'

/**
 * What else others may send to a command. Left out are those that the kernel reports a process's own faults by, and those
 * that Node cannot catch: SIGKILL, SIGSTOP and the real-time ones.
 */
const OTHERS = [
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGVTALRM',
  'SIGPROF',
  'SIGXCPU',
  'SIGIO',
  'SIGPWR',
  'SIGABRT',
  'SIGURG',
  'SIGWINCH',
  'SIGTSTP',
  'SIGCONT',
] as const

export type PassedSignal = EndingSignal | (typeof OTHERS)[number]

/** Catches the signals that are meant for a command which this process runs. */
export interface Signals extends Disposable {
  /** Aborted by the first that wants an end: nothing that follows the command must hold that up. */
  readonly received: AbortSignal
  /** Those that wanted an end so far, in their order. */
  readonly caught: readonly EndingSignal[]
  /** Sends each signal on, those that came earlier too. */
  passTo(send: (name: PassedSignal) => unknown): void
}

/**
 * From now on, signals end nothing here. SIGTSTP suspends this process once it is passed on.
 *
 * @param ignored those that a command called alone would ignore: nobody gets them
 */
export function catchSignals(ignored: readonly string[]): Signals {
  const controller = new AbortController()
  const [early, caught]: [PassedSignal[], EndingSignal[]] = [[], []]
  let send: ((name: PassedSignal) => unknown) | undefined
  const listener = (received: NodeJS.Signals) => {
    if (ignored.includes(received)) return
    const name = received as PassedSignal
    if (send) send(name)
    else early.push(name)
    if (name === 'SIGTSTP') process.kill(process.pid, 'SIGSTOP')
    if (!isEnding(name)) return
    caught.push(name)
    controller.abort()
  }
  const listened = [...(Object.keys(ENDING_SIGNALS) as EndingSignal[]), ...OTHERS]
  for (const name of listened) process.on(name, listener)
  return {
    received: controller.signal,
    caught,
    passTo: (target) => {
      send = target
      for (const name of early.splice(0)) target(name)
    },
    [Symbol.dispose]: () => {
      for (const name of listened) process.off(name, listener)
    },
  }
}

const isEnding = (name: PassedSignal): name is EndingSignal => Object.hasOwn(ENDING_SIGNALS, name)

/** Sends a signal to a command and all that it started in its group; false where none of it is there any more. */
export function sendToGroup(pid: number | undefined, name: NodeJS.Signals): boolean {
  try {
    return pid !== undefined && process.kill(-pid, name)
  } catch {
    return false
  }
}
