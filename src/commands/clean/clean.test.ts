import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scratch, start } from '../../../tests/etl-compare.ts'
import { ownerWord, thisOwner } from '../../files/owner.ts'

it('what killed runs left behind is removed also where etl-compare.yml cannot be read, which is still an error', async () => {
  await using folder = await scratch({ 'etl-compare.yml': 'jobs: [' })
  const tmp = join(folder.path, 'tmp')
  const ofEarlierBoot = ownerWord({ ...(await thisOwner()), boot: '0123456789ab' })
  await mkdir(join(tmp, `etl-compare-${ofEarlierBoot}-abcdef`), { recursive: true })
  const { code, stdout, stderr } = await start(['clean'], folder.path, { TMPDIR: tmp }).ended
  expect(code).toBe(2)
  expect(stdout).toContain(`removed folder ${join(tmp, 'etl-compare-')}`)
  expect(stderr).toContain('etl-compare.yml')
  expect((await readdir(tmp)).filter((name) => name.startsWith('etl-compare-'))).toEqual([])
})
