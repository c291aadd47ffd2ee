import { describe, expect, it } from 'vitest'
import { splitCommandLine } from './command-line.ts'

const argv = (line: string) => {
  const split = splitCommandLine(line)
  return 'argv' in split ? split.argv : split.problem
}

describe('a command line', () => {
  it.each([
    [
      'spark-submit jobs/orders.py --day {partition}',
      ['spark-submit', 'jobs/orders.py', '--day', '{partition}'],
    ],
    ['  python\t job.py  ', ['python', 'job.py']],
    ['spark-submit --master local[2] a.py', ['spark-submit', '--master', 'local[2]', 'a.py']],
    [`a 'two words' "and two"`, ['a', 'two words', 'and two']],
    [`a --conf='k=v w'x`, ['a', '--conf=k=v wx']],
    [`a '' ""`, ['a', '', '']],
    [`a "say \\"hi\\" \\n" it\\'s one\\ word`, ['a', 'say "hi" \\n', "it's", 'one word']],
    [`a '$HOME | "x"' C#`, ['a', '$HOME | "x"', 'C#']],
    [`sh -c 'zcat "$0" | wc -l' {input}`, ['sh', '-c', 'zcat "$0" | wc -l', '{input}']],
  ])('%s is split as a shell would', (line, expected) => {
    expect(argv(line)).toEqual(expected)
  })

  it.each([
    ['a | b', 'one command without |'],
    ['a && b', 'one command without &'],
    ['a > out', 'one command without >'],
    ['a $HOME', 'one command without $'],
    ['a `date`', 'one command without `'],
    ['a "$HOME"', 'without variables in double quotes'],
    ["a 'b", "with a closing '"],
    ['a "b', 'with a closing "'],
    ['a \\', 'does not end with a backslash'],
    ['A=1 b', 'write env A=1'],
    ['  ', 'a command, such as'],
  ])('%s is refused, since no shell reads it', (line, expected) => {
    expect(argv(line)).toContain(expected)
  })
})
