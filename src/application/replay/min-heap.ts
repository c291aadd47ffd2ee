interface Item<T> {
  key: number
  value: T
}

/** Gives the item with the least key first; of equal ones, in no order that can be relied on. */
export class MinHeap<T> {
  readonly #items: Item<T>[] = []

  push(key: number, value: T): void {
    const items = this.#items
    let at = items.push({ key, value }) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((items[parent] as Item<T>).key <= key) break
      items[at] = items[parent] as Item<T>
      at = parent
    }
    items[at] = { key, value }
  }

  pop(): Item<T> | undefined {
    const items = this.#items
    const [first, last] = [items[0], items.pop()]
    if (first === undefined || last === undefined || items.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child + 1 < items.length && (items[child + 1] as Item<T>).key < (items[child] as Item<T>).key)
        child++
      if (child >= items.length || (items[child] as Item<T>).key >= last.key) break
      items[at] = items[child] as Item<T>
      at = child
    }
    items[at] = last
    return first
  }
}
