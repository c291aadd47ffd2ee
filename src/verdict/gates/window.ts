import { z } from 'zod'
import { type Gate, gateShape } from './gate.ts'

const days = z.int().min(0)

const schema = z.strictObject({
  ...gateShape,
  /** What keeps it open: days, or that the policy asks for more than the job's pace brings within its time. */
  open: z.enum(['days', 'pace']).nullable(),
  /** UTC day that it began on. */
  first: z.iso.date(),
  /** Days on which both sides ran and delivered, and how many more there may be. */
  days,
  left: days,
  /** Measured days a calendar day. */
  pace: z.number(),
  /** What the policy asks for. */
  asked: z.strictObject({ days, most: days, within: days }),
})

/**
 * Enough different days within reach of each other. It fails when time is up and another gate still is open
 * ({@link closeWindow}), which is evidence for nobody.
 */
export const window: Gate<typeof schema> = {
  schema,
  basis: 'undecided',
  isDeciding: () => true,
  judge: ({ window: { first, days: measured, left, pace, isOver }, policy: { window: asked } }) => {
    const lacking = Math.max(0, asked.days - measured)
    const facts = { first, days: measured, left, pace, asked }
    if (lacking === 0) return { ...facts, state: 'pass', open: null, needs: null }
    if (isOver) return { ...facts, state: 'fail', open: null, needs: null }
    if (lacking > left) return { ...facts, state: 'not yet', open: 'pace', needs: null }
    return { ...facts, state: 'not yet', open: 'days', needs: { least: lacking, most: lacking } }
  },
}

/** The window once the other gates are judged: it is over for good where time is up and one of them is open. */
export function closeWindow<Judged extends { state: string }>(
  judged: Judged,
  isOver: boolean,
  isAnyOpen: boolean,
): Judged {
  return isOver && isAnyOpen ? { ...judged, state: 'fail', open: null, needs: null } : judged
}
