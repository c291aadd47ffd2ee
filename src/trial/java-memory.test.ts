import { describe, expect, it } from 'vitest'
import { javaMemoryProblem } from './java-memory.ts'

describe("what Java's own limits have to do with a failure", () => {
  it.each([
    ['java.lang.OutOfMemoryError: Java heap space', "Java's heap was too small"],
    ['java.lang.OutOfMemoryError: Metaspace', 'raise -XX:MaxMetaspaceSize'],
    [
      '# There is insufficient memory for the Java Runtime Environment to continue.',
      'Java could not start with so little memory',
    ],
    [
      '[INVALID_DRIVER_MEMORY] System memory 398983168 must be at least 471859200.',
      'Spark refused so small a heap: raise spark.driver.memory',
    ],
    [
      '[INVALID_EXECUTOR_MEMORY] Executor memory 314572800 must be at least 471859200.',
      'Spark refused so small a heap: raise spark.executor.memory',
    ],
  ])('is said of %s', (line, words) => expect(javaMemoryProblem(`some log\n${line}\n`)).toContain(words))

  it('is nothing where nothing shows', () =>
    expect(javaMemoryProblem('ValueError: no such column')).toBeUndefined())
})
