/** What a JVM says of its own limits before it gives up, and the setting to change. */
const COMPLAINTS: [pattern: RegExp, words: string][] = [
  [
    /java\.lang\.OutOfMemoryError: (?:Java heap space|GC overhead limit exceeded)/,
    "Java's heap was too small (OutOfMemoryError): raise spark.driver.memory, or -Xmx of another JVM; a heap derived from ETL_MEMORY grows with limits: memory",
  ],
  [
    /java\.lang\.OutOfMemoryError: Metaspace/,
    "Java's metaspace was too small (OutOfMemoryError): raise -XX:MaxMetaspaceSize",
  ],
  [
    /java\.lang\.OutOfMemoryError: (?:Cannot reserve \d+ bytes of direct|Direct) buffer memory/,
    "Java's direct memory was too small (OutOfMemoryError): raise -XX:MaxDirectMemorySize",
  ],
  [
    /There is insufficient memory for the Java Runtime Environment to continue|Initial heap size set to a larger value than the maximum heap size/,
    'Java could not start with so little memory: raise limits: memory, or lower the heap (spark.driver.memory, -Xms)',
  ],
  [
    /System memory \d+ must be at least \d+/,
    'Spark refused so small a heap: raise spark.driver.memory, to 450m at least; a heap derived from ETL_MEMORY grows with limits: memory',
  ],
  [
    /Executor memory \d+ must be at least \d+/,
    'Spark refused so small a heap: raise spark.executor.memory, to 450m at least',
  ],
]

/** What Java's own limits have to do with a failure, by the end of its log; undefined where nothing shows. */
export const javaMemoryProblem = (logEnd: string): string | undefined =>
  COMPLAINTS.find(([pattern]) => pattern.test(logEnd))?.[1]
