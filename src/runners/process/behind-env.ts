import { basename } from 'node:path'

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s

/** A command whose program is called directly, though `env` may set variables for it. */
export interface BehindEnv {
  /** Program and arguments; empty where there is none behind the assignments. */
  command: readonly string[]
  /** What `env` sets. */
  variables: Readonly<Record<string, string>>
}

/** What `env NAME=value … PROGRAM …` runs. A call of `env` with options is left as it is: they may change anything. */
export function behindEnv(command: readonly string[]): BehindEnv {
  const [program = '', ...args] = command
  if (basename(program) !== 'env') return { command, variables: {} }
  const start = args.findIndex((word) => !ASSIGNMENT.test(word))
  if (args[start]?.startsWith('-')) return { command, variables: {} }
  const assigned = start === -1 ? args : args.slice(0, start)
  const inner = behindEnv(start === -1 ? [] : args.slice(start))
  const own = assigned.map((word) => ASSIGNMENT.exec(word) ?? [])
  const variables = Object.fromEntries(own.map(([, name = '', value = '']) => [name, value]))
  return { command: inner.command, variables: { ...variables, ...inner.variables } }
}
