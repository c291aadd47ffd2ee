import { expect, it } from 'vitest'
import { untilHeard } from './members.ts'

it('a text is heard wherever its pieces begin and end, and what comes later is not kept', async () => {
  const { hear, heard } = untilHeard('elected leader')
  for (const piece of ['I have been elec', 'ted lea', 'der! New state: ALIVE\n', 'more']) hear(piece)
  await expect(heard).resolves.toBeUndefined()
})

it('a text that is not there is not heard', async () => {
  const { hear, heard } = untilHeard('elected leader')
  hear('elected\nleader')
  await expect(Promise.race([heard, Promise.resolve('silence')])).resolves.toBe('silence')
})
