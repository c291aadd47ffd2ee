import { describe, expect, it } from 'vitest'
import { commandEngine } from './command.ts'

const on = (day: string, ...command: string[]) =>
  commandEngine(command, { partition: day, output: `/data/out/${day}` })

describe('the engine that a command is', () => {
  it('is the same on every day, however its arguments write the day', () => {
    const line = (day: string) => [
      'job',
      '--day',
      day,
      `s3://in/${day.replaceAll('-', '/')}/x`,
      `/data/out/${day}`,
    ]
    expect(on('2026-11-20', ...line('2026-11-20'))).toEqual(on('2026-11-21', ...line('2026-11-21')))
  })

  it('is the same for every partition, whatever words of the command hold its letters', () => {
    const of = (partition: string) =>
      commandEngine(['python', 'customers.py', `--region=${partition}`], { partition })
    expect(of('us')).toEqual(of('eu'))
  })

  it('is another with another argument', () => {
    expect(on('2026-11-20', 'job', '--fast')).not.toEqual(on('2026-11-20', 'job'))
  })
})
