import { describe, expect, it } from 'vitest'
import { EMPTY_LOG, failureText, withPiece } from './build-log.ts'

const said = (text: string) => `${Buffer.from(text).toString('base64')}\n`
const read = (...pieces: string[]) => pieces.reduce(withPiece, EMPTY_LOG)

describe("a build's log", () => {
  it('has the steps of the Dockerfile, once each, without digests', () => {
    const { lines } = read(
      '[sha256:2e7eb] [internal] load remote build context\n',
      '[sha256:2e713] copy /context /\n',
      'CACHED: [1/2] FROM debian\n',
      '[sha256:ce467] [2/2] RUN make\n',
      '[sha256:ce467] [2/2] RUN make\n',
    )
    expect(lines.map(({ text }) => text)).toEqual(['[1/2] FROM debian', '[2/2] RUN make'])
  })

  it('puts the words of a program together, however they were cut', () => {
    const { lines, open } = read(said('Installed '), said('3 packages\n + duckdb==1'), said('.5.5\nnext'))
    expect(lines.map(({ text }) => text)).toEqual(['Installed 3 packages', ' + duckdb==1.5.5'])
    expect(open).toBe('next')
  })

  it('shows a bar that redraws itself as lines, and nothing that could steer a terminal', () => {
    const { lines } = read(said('10 %\r20 %\r\u001b[2Jdone\n'))
    expect(lines.map(({ text }) => text)).toEqual(['10 %', '20 %', 'done'])
  })

  it('of a daemon without BuildKit is read as it is', () => {
    expect(read('Step 1/2 : FROM debian\n').lines).toEqual([{ kind: 'log', text: 'Step 1/2 : FROM debian' }])
  })
})

describe('a build that failed', () => {
  it('says the step, what its program said last, and why', () => {
    const log = read(
      '[sha256:1] [1/2] RUN first\n',
      said('of the first step\n'),
      '[sha256:2] [2/2] RUN make\n',
      said('one\ntwo\nthree'),
      'ERROR: exit code: 3\n',
    )
    expect(failureText(log, 'exit code: 3', 2)).toBe('  [2/2] RUN make\n  two\n  three\n  exit code: 3')
  })

  it('before its first step says why', () => {
    const error =
      'failed to solve with frontend dockerfile.v0: failed to create LLB definition: parse error line 1'
    expect(failureText(EMPTY_LOG, error)).toBe('  parse error line 1')
  })
})
