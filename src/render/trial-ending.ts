import type { Outcome } from '../model/record/schema.ts'

/** How a trial ended that delivered nothing, in one line: `✕ spark: failed: exited with 1`. */
export const endingText = (engine: string, outcome: Outcome, reason: string | null): string =>
  `${outcome === 'unsupported' ? '–' : '✕'} ${engine}: ${outcome}${reason ? `: ${reason}` : ''}`
