/** Why peak memory has no winner where Spark ran, or something that nobody knows. */
export const HEAP_NOTE =
  'Peak memory has no winner: a JVM such as Spark’s takes what its heap is allowed, not what it needs.'
