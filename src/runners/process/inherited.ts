import { constants } from 'node:os'

/** What a command would have from whoever called, were it called alone; Node itself forgets it. */
export interface Inherited {
  /** Signals that are ignored, as `nohup` does it. */
  ignored: NodeJS.Signals[]
  /** Numbers of open files above 2, ascending. */
  files: number[]
}

/** Only `record` itself has it, and what that starts besides the command. */
export const INHERITED = 'ETL_COMPARE_INHERITED'

/**
 * Reads what `bin/etl-compare` saw before it started Node, and what of the environment is the command's own.
 *
 * @returns nothing inherited where another program started Node, or no `/proc` tells
 */
export function inheritedFrom(env: NodeJS.ProcessEnv): { inherited: Inherited; env: NodeJS.ProcessEnv } {
  const { [INHERITED]: text = '', ...own } = env
  const [, mask = '0', list = ''] = /^([0-9a-f]+)?:((?: \d+)*)$/.exec(text) ?? []
  const bits = BigInt(`0x${mask}`)
  const isIgnored = (number: number) => (bits & (1n << BigInt(number - 1))) !== 0n
  return {
    inherited: {
      ignored: Object.entries(constants.signals).flatMap(([name, number]) =>
        isIgnored(number) ? [name as NodeJS.Signals] : [],
      ),
      files: list
        .split(' ')
        .filter(Boolean)
        .map(Number)
        .toSorted((a, b) => a - b),
    },
    env: own,
  }
}
