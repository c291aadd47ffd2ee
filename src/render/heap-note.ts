/** Why peak memory has no winner where Spark ran, or something of which nobody knows what it runs on. */
export const HEAP_NOTE =
  'Peak memory has no winner: where a JVM such as Spark’s may have run, it is what the heap was allowed, not what the job needs.'
