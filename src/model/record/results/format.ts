import type { z } from 'zod'
import type { ResultProblem } from '../result.ts'

/** Results as a platform exports them, made into those of docs/record.md. */
export type ReadResults =
  | { results: unknown[]; doubts: string[] }
  /** Named by the export's own keys. */
  | { problems: ResultProblem[] }

/** One platform's export, told from others by its form. */
export interface ResultFormat {
  isOne(json: unknown): boolean
  read(json: unknown): ReadResults
}

export const listOf = (json: unknown): unknown[] => (Array.isArray(json) ? json : [json])

export const hasKey = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)

export const problemsOf = (error: z.ZodError | undefined, index: number): ResultProblem[] =>
  (error?.issues ?? []).map(({ path, message }) => ({ index, key: path.map(String).join('.'), message }))
