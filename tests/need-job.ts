import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Need, needFile } from '../src/need/need.ts'

export const MIB = 2 ** 20

/** Python that writes the table, whatever else it does before. */
export const writing = (before: string, amount = '2.50'): string => `import os
limit = int(os.environ['ETL_MEMORY'])
${before}
with open(os.environ['ETL_OUTPUT'] + '/orders.csv', 'w') as table:
    table.write(f'id,amount\\n1,{${amount}}\\n')
`

/** Python that cannot do with less than so much, and does not need much more: the interpreter takes some 10 MiB. */
export const holding = (mebibytes: number): string => writing(`held = bytearray(${mebibytes} << 20)`)

/** A search as it lies among the results. */
export async function needOf(folder: string): Promise<Need> {
  const text = await readFile(join(folder, 'results/need/orders/own/need.json'), 'utf8')
  return needFile.parse(JSON.parse(text))
}
