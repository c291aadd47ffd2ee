import { ApiException } from '@kubernetes/client-node'
import { z } from 'zod'

const status = z.object({ message: z.string() })

/** HTTP status of the API server's answer, where an error was one. */
export const codeOf = (error: unknown): number | undefined =>
  error instanceof ApiException ? error.code : undefined

/** What the API server said, without what the client library wraps around it. */
export function wordsOf(error: unknown): string {
  if (error instanceof ApiException) return saidIn(error.body) ?? `it answers with ${error.code}`
  const { cause, message } = error instanceof Error ? error : { cause: undefined, message: String(error) }
  return cause instanceof Error ? cause.message : message
}

function saidIn(body: unknown): string | undefined {
  try {
    return status.parse(typeof body === 'string' ? JSON.parse(body) : body).message
  } catch {
    return undefined
  }
}

/** Rethrows an error of the API server unless it has one of these codes: gone, or going. */
export const allowed =
  (...codes: number[]) =>
  (error: unknown): void => {
    if (!codes.includes(codeOf(error) ?? 0)) throw error
  }
