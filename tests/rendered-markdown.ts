import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** As GitHub makes it of Markdown. */
export const html = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })

/** What a reader sees of it. */
export const shown = (markdown: string): string =>
  html(markdown)
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u200b', '')
    .replaceAll(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name as 'lt'])
    .trim()

/** Texts of others, each with what would take effect. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '![x](https://example.org/pixel.png)',
  '[click](javascript:alert(1))',
  '`code` and ``more``',
  '**bold** _it_ ~~gone~~ <b>x</b>',
  'a | b | c',
  '| --- | --- |',
  '# heading',
  '- item',
  '1. first',
  '> quote',
  '&lt;b&gt; &#60;',
  'https://example.org/a www.example.org',
  'mail@example.org',
  '$x^2$ :tada: \\',
  '<!-- hidden',
  '[^1]: note',
  '---',
  '===',
]
