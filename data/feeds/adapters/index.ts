import type { Adapter } from './adapter'
import { canvasData2 } from './canvas-data-2'
import { oneRoster } from './oneroster'
import { paperCut } from './papercut'

/** Every adapter, by its `--format`. The Open University's dataset is a whole store: see `oulad.ts`. */
export const adapters: readonly Adapter[] = [canvasData2, paperCut, oneRoster]
