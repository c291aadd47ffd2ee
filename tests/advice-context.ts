import type { AdviceContext, Side } from '../src/advice/context.ts'
import type { Platform } from '../src/model/config/platforms.ts'

/** A side of which nothing is declared, changed. */
export const side = (engine: string, changes: Partial<Side> = {}): Side => ({
  engine,
  platform: null,
  kind: null,
  skill: null,
  ...changes,
})

/** One node without prices, changed. */
export const platform = (changes: Partial<Platform> = {}): Platform => ({
  prices: [],
  nodes: 1,
  startupSeconds: 0,
  idleSeconds: 0,
  ...(changes.startupSeconds !== undefined && { isStartupDeclared: true as const }),
  ...changes,
})

/** A job of which nothing is declared, changed. */
export const adviceContext = (changes: Partial<AdviceContext> = {}): AdviceContext => ({
  job: null,
  baseline: side('spark'),
  candidates: [side('polars')],
  volumeBytes: null,
  growth: null,
  runsPerDay: null,
  limitSeconds: null,
  judged: 'total',
  memoryBytes: null,
  input: null,
  today: '2026-11-28',
  ...changes,
})
