import type { EChartsOption } from 'echarts'

/** Blue, vermilion, green, purple: told apart by the colour-blind too (Okabe and Ito), and dark enough on white. */
export const colours = ['#0060a0', '#b34a00', '#00734f', '#7a3f6e'] as const

/** Shape and dash tell series apart where colours do not. */
const shapes = ['circle', 'rect', 'triangle', 'diamond'] as const
const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]] as const

/** One line of a drawing; a value that is not given leaves a gap. */
export interface Line {
  name: string
  values: readonly (number | undefined)[]
}

export interface Lines {
  across: { name: string; values: readonly string[] }
  up: { name: string; least?: number; most?: number }
  lines: readonly Line[]
}

/** Lines over named steps, as an SVG image. */
export function drawLines(draw: Draw, { across, up, lines }: Lines): string {
  return draw({
    color: [...colours],
    legend: { top: 0, itemWidth: 40, selectedMode: false },
    grid: { left: 60, right: 20, top: 40, bottom: 50 },
    xAxis: {
      type: 'category',
      name: across.name,
      nameLocation: 'middle',
      nameGap: 30,
      data: [...across.values],
    },
    yAxis: {
      type: 'value',
      name: up.name,
      nameLocation: 'middle',
      nameGap: 40,
      ...(up.least === undefined ? {} : { min: up.least }),
      ...(up.most === undefined ? {} : { max: up.most }),
    },
    series: lines.map(({ name, values }, index) => {
      const dash = dashes[index % dashes.length]
      return {
        type: 'line' as const,
        silent: true,
        name,
        symbol: shapes[index % shapes.length] ?? 'circle',
        symbolSize: 9,
        lineStyle: { type: typeof dash === 'object' ? [...dash] : (dash ?? 'solid'), width: 2 },
        data: values.map((value) => value ?? '-'),
      }
    }),
  })
}

/** Turns what a chart should be into an SVG image. */
export type Draw = (option: EChartsOption, height?: number) => string

/** Loads the library that draws without a screen: commands that draw nothing need not wait for it. */
export async function createDraw(): Promise<Draw> {
  const { init } = await import('echarts')
  return (option, height = 340) => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height })
    try {
      chart.setOption({ animation: false, textStyle: { color: '#1b1b1b' }, ...option })
      return chart.renderToSVGString()
    } finally {
      // A chart that is not disposed of would keep the process from ending.
      chart.dispose()
    }
  }
}
