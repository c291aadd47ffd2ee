import type { Trial } from '../model/record/schema.ts'
import { javaMemoryProblem } from '../trial/java-memory.ts'
import type { Shortfall } from './attempt.ts'

/** What programs print when memory runs out that the kernel does not kill for it, as Python, DuckDB, C++ and Rust do. */
const COMPLAINTS =
  /\b(?:_Array)?MemoryError\b|OutOfMemoryError|\bOut of Memory Error\b|std::bad_alloc|memory allocation of \d+ bytes failed|Cannot allocate memory/

/**
 * How a trial fell short of what it did with more memory; null where it did not.
 *
 * @param logEnd the end of its log
 * @param difference what its output has otherwise than with more memory; null where it is the same data
 */
export function shortfallOf(
  { outcome, reason, steps }: Pick<Trial, 'outcome' | 'reason' | 'steps'>,
  logEnd: string,
  difference: string | null,
): Shortfall | null {
  if (outcome === 'ok') return difference === null ? null : { kind: 'output', reason: difference }
  const ended = { reason: reason ?? outcome }
  if (outcome === 'oom') return { kind: 'memory', ...ended }
  if (outcome === 'timeout') return { kind: 'timeout', ...ended }
  if (outcome === 'disk-limit') return { kind: 'disk', ...ended }
  if (steps.length > 0 && steps.every((step) => step.outcome === 'ok')) return { kind: 'output', ...ended }
  const isOwn = COMPLAINTS.test(logEnd) || javaMemoryProblem(logEnd) !== undefined
  return { kind: isOwn ? 'memory' : 'exit', ...ended }
}
