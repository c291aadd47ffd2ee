import { describe, expect, it } from 'vitest'
import { fillTemplate } from './template.ts'

describe('a command argument', () => {
  it('has its known placeholders filled, each as often as it stands', () => {
    expect(
      fillTemplate('{input}/dt={partition}:{partition}', { input: '/in', partition: '2026-11-20' }),
    ).toBe('/in/dt=2026-11-20:2026-11-20')
  })

  it('keeps other braces, such as JSON', () => {
    expect(fillTemplate('{"mode": "{other}"}', { input: '/in' })).toBe('{"mode": "{other}"}')
  })

  it('does not fill what a value brings along', () => {
    expect(fillTemplate('{partition}', { partition: '{output}', output: '/secret' })).toBe('{output}')
  })
})
