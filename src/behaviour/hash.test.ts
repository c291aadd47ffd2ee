import { describe, expect, it } from 'vitest'
import type { Engine } from '../model/config/model.ts'
import { behaviourHash } from './hash.ts'

const engine = (changes: Partial<Engine> = {}, env: Record<string, string> = { A: '1', B: '2' }): Engine => ({
  name: 'polars',
  steps: [{ name: 'main', place: { name: '' }, command: ['python', 'job.py'], env }],
  ...changes,
})
const SOURCES = { 'job.py': 'abc' }
const hash = (changed: Engine, limits = { cpus: 2 }, sources = SOURCES, images: string[] = []) =>
  behaviourHash(changed, 'process', limits, { sources, images })

describe('the behaviour of an engine', () => {
  it('is the same whatever the order of its settings', () => {
    expect(hash(engine({}, { B: '2', A: '1' }))).toBe(hash(engine()))
  })

  it.each([
    ['a value of its environment', () => hash(engine({}, { A: '1', B: '3' }))],
    ['its setup', () => hash(engine({ setup: ['rm', 'state'] }))],
    ['its version', () => hash(engine({ version: '2' }))],
    ['its limits', () => hash(engine(), { cpus: 4 })],
    ['the digest of an image of unknown source', () => hash(engine(), { cpus: 2 }, SOURCES, ['sha256:1'])],
    ['its sources', () => hash(engine(), { cpus: 2 }, { 'job.py': 'abd' })],
  ])('changes with %s', (_, changed) => expect(changed()).not.toBe(hash(engine())))

  it('does not change with its name or its expected pace', () => {
    expect(hash(engine({ name: 'other', pace: { startSeconds: 1, secondsPerGB: 2 } }))).toBe(hash(engine()))
  })
})
