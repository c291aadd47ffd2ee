import type { Context } from '../../context.ts'
import type { Measuring } from '../../machine/measuring.ts'
import { othersWords } from '../../render/comparison/machine.ts'

/** What several sizes and limits share is said once. */
export function noteOnce(doubts: readonly string[], { terminal }: Context): void {
  for (const doubt of new Set(doubts)) terminal.note(`– ${doubt}`)
}

/** Nobody has to wait: another may take hours. What it does to the figures is measured, and said beside them. */
export async function noteOthers(measuring: Measuring, { terminal }: Context): Promise<void> {
  const others = othersWords((await measuring.others()) ?? [])
  if (others !== undefined)
    terminal.note(
      `! ${others}: the times of both will be too long. For right ones, run one after the other.\n`,
    )
}
