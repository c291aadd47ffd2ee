import { basename, extname } from 'node:path'
import type { SiteAsset } from './load-site.ts'

const SHEET = 'assets/report.css'

/** The sheet with what it links to in it: for a page that is a file of its own. */
export function sheetOf(assets: readonly SiteAsset[]): string {
  const sheet = assets.find(({ path }) => path === SHEET)
  if (!sheet) throw new Error(`the site has no ${SHEET}`)
  return assets.reduce(
    (text, { path, bytes }) =>
      text.replaceAll(`url(${basename(path)})`, () => `url(${dataUri(path, bytes)})`),
    new TextDecoder().decode(sheet.bytes),
  )
}

const dataUri = (path: string, bytes: Uint8Array): string =>
  `data:font/${extname(path).slice(1)};base64,${Buffer.from(bytes).toString('base64')}`
