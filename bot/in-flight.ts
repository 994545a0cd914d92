/** Work that is under way, for whoever has to wait until it has ended. */
export interface InFlight {
  during<T>(work: () => Promise<T>): Promise<T>
  /** Waits for all that is under way, also for what begins meanwhile. */
  ended(): Promise<void>
}

export function createInFlight(): InFlight {
  const underWay = new Set<Promise<unknown>>()
  return {
    during: (work) => {
      const running = work()
      const noted = running
        .catch(() => undefined)
        .finally(() => {
          underWay.delete(noted)
        })
      underWay.add(noted)
      return running
    },
    ended: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
