import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from '../src/report/page.ts'

const ROOT = resolve(import.meta.dirname, '..')
const PAGES = join(ROOT, 'site/pages')
const KINDS = ['overview', 'job', 'comparison', 'method', 'not-found'] as const

/** One route for all pages, of the site's own components: each has its model as the report hands it over. */
const ROUTE = `---
import { readFileSync } from 'node:fs'
${KINDS.map((kind, index) => `import Kind${index} from '${PAGES}/${kind}.astro'`).join('\n')}
export function getStaticPaths() {
  const pages = JSON.parse(readFileSync('pages.json', 'utf8'))
  return pages.map(({ path, page }) => ({ params: { path: path === 'index' ? undefined : path }, props: { page } }))
}
const { page } = Astro.props
Astro.locals.page = page
const Kind = { ${KINDS.map((kind, index) => `'${kind}': Kind${index}`).join(', ')} }[page.kind]
---
<Kind />
`

const CONFIG = `export default {
  output: 'static',
  compressHTML: true,
  build: { format: 'file' },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  vite: { ssr: { noExternal: true }, build: { minify: true } },
}
`

/**
 * A project whose \`astro build\` makes the same pages, in a folder of its own.
 *
 * @returns the command that builds it, to be run in the folder
 */
export async function astroProject(
  folder: string,
  pages: readonly { path: string; page: Page }[],
): Promise<string[]> {
  await mkdir(join(folder, 'src/pages'), { recursive: true })
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'astro.config.mjs'), CONFIG)
  await writeFile(join(folder, 'src/pages/[...path].astro'), ROUTE)
  await writeFile(
    join(folder, 'pages.json'),
    JSON.stringify(pages.map(({ path, page }) => ({ path: path.replace(/\.html$/, ''), page }))),
  )
  return [process.execPath, join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent']
}
