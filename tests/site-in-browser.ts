import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type BrowserContextOptions, chromium } from 'playwright-core'
import type { Page } from '../src/report/page.ts'
import { loadSite } from '../src/workflow/report/load-site.ts'

const BUILD = fileURLToPath(new URL('../scripts/build-site.ts', import.meta.url))

/** Where Debian's and Ubuntu's packages put it. */
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)
export const hasBrowser = executablePath !== undefined
/** The default of 30 s is too short on a busy machine. */
const PATIENCE_MS = 200_000

/** A site of these pages in a folder of its own, and a browser that opens them. */
export async function siteInBrowser(pages: readonly (readonly [path: string, page: Page])[]) {
  const folder = await mkdtemp(join(tmpdir(), 'site-'))
  await promisify(execFile)(process.execPath, [BUILD, join(folder, 'bundle')])
  const site = await loadSite(join(folder, 'bundle'))
  const put = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  for (const [path, page] of pages) await put(path, await site.render(page))
  for (const { path, bytes } of site.assets) await put(path, bytes)
  const { opened, close } = await browserOf(folder)
  return {
    folder,
    site,
    opened,
    async close() {
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A browser that opens pages of a folder. */
export async function browserOf(folder: string) {
  const browser = await chromium.launch({
    executablePath: executablePath ?? '',
    args: ['--no-sandbox'],
    timeout: PATIENCE_MS,
  })

  /** From disk, or from an address; what it complains of, asks other hosts for, or opens, in `wrong`. */
  async function opened(path: string, options: BrowserContextOptions = {}, address?: string) {
    const page = await browser.newPage(options)
    page.setDefaultTimeout(PATIENCE_MS)
    const wrong: string[] = []
    const home = address ?? `${pathToFileURL(folder).href}/`
    page.on('console', (message) => wrong.push(message.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('dialog', (dialog) => wrong.push(dialog.message()))
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !request.url().startsWith('data:')) wrong.push(request.url())
    })
    await page.goto(`${home}${path}`)
    return { page, wrong }
  }

  return { opened, close: () => browser.close() }
}

/** A web server of a folder, below a path. */
export async function served(folder: string, base: string) {
  const types: Partial<Record<string, string>> = {
    html: 'text/html',
    css: 'text/css',
    js: 'text/javascript',
    svg: 'image/svg+xml',
  }
  const server = createServer(async ({ url = '' }, response) => {
    const path = url.startsWith(base) ? url.slice(base.length) : 'outside'
    const bytes = await readFile(join(folder, path)).catch(() => undefined)
    response.setHeader('content-type', types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
    response.writeHead(bytes ? 200 : 404).end(bytes)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}${base}`, close: () => server.close() }
}
