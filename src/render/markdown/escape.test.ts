import { describe, expect, it } from 'vitest'
import { HOSTILE, html, shown } from '../../../tests/rendered-markdown.ts'
import { printable } from '../../text/text.ts'
import { linkable, plain, table } from './escape.ts'

describe('text of others in Markdown', () => {
  it.each(HOSTILE)('is shown as it is, and nothing in it takes effect: %s', (text) => {
    expect(html(plain(text))).not.toMatch(/<(?!\/?p>)/)
    expect(shown(plain(text))).toBe(text)
  })

  it.each(HOSTILE)('stays in its cell: %s', (text) => {
    const found = html(table(['a', 'b'], [[plain(text), plain(text)]]))
    expect(found.match(/<td/g)).toHaveLength(2)
    expect(found.replaceAll(/<\/?(?:table|thead|tbody|tr|th|td)>/g, '')).not.toMatch(/</)
  })

  it('mentions nobody, and refers to no issue and no commit', () => {
    expect(plain('@octocat fixes #12 and GH-7 in 8944ad0b')).not.toMatch(/@o|#1|H-7|8944ad0/)
  })

  it('is one line, without what steers a terminal', () => {
    expect(plain('a\n\n# b\u001b[31m\u202e')).toBe('a &#35; b')
  })

  it.each(['@octocat', 'fixes #12', 'https://example.org/a', 'www.example.org'])(
    'is the same where a terminal drops what has no width: %s',
    (text) => expect(printable(plain(text))).toBe(plain(text)),
  )

  it('is linked to only by addresses of the web', () => {
    expect(linkable('javascript:alert(1)')).toBeUndefined()
    expect(linkable('not an address')).toBeUndefined()
    expect(linkable('https://acme.github.io/a (b)<')).toBe('https://acme.github.io/a%20(b)%3C')
  })
})
