/** The engine that is to be replaced, and one that may replace it. */
export const SIDES = ['baseline', 'candidate'] as const
export type Side = (typeof SIDES)[number]
