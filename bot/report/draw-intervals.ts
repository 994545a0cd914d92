import type { CustomSeriesOption, EChartsOption } from 'echarts'
import { colours, type Draw } from './drawing'

/** A share and its interval, in percent. */
export interface Interval {
  share: number
  low: number
  high: number
}

/** One panel: a measure, with an interval for each row or none. */
export interface Panel {
  name: string
  rows: readonly (Interval | undefined)[]
}

const rowHeight = 34

/** Panels beside each other, each with a point and its interval per row, as an SVG image. */
export function drawIntervals(draw: Draw, rows: readonly string[], panels: readonly Panel[]): string {
  const width = 24
  const left = (index: number): string => `${15 + index * (width + 4)}%`
  const option: EChartsOption = {
    title: panels.map(({ name }, index) => ({
      text: name,
      left: left(index),
      top: 0,
      textStyle: { fontSize: 13 },
    })),
    grid: panels.map((_, index) => ({ left: left(index), width: `${width}%`, top: 36, bottom: 30 })),
    xAxis: panels.map((_, index) => ({
      type: 'value' as const,
      gridIndex: index,
      min: 0,
      max: 100,
      interval: 50,
      axisLabel: { formatter: '{value}%' },
    })),
    yAxis: panels.map((_, index) => ({
      type: 'category' as const,
      gridIndex: index,
      inverse: true,
      data: [...rows],
      axisLabel: { show: index === 0 },
    })),
    series: panels.map((panel, index) => intervals(panel, index)),
  }
  return draw(option, 80 + rows.length * rowHeight)
}

function intervals({ rows }: Panel, index: number): CustomSeriesOption {
  const data = rows.flatMap((row, place) => (row ? [[place, row.share, row.low, row.high]] : []))
  return {
    type: 'custom',
    silent: true,
    xAxisIndex: index,
    yAxisIndex: index,
    encode: { x: [1, 2, 3], y: 0 },
    data,
    renderItem: (_params, api) => {
      const at = (dimension: number): number[] => api.coord([api.value(dimension), api.value(0)])
      const [[x = 0, y = 0], [low = 0], [high = 0]] = [at(1), at(2), at(3)]
      const stroke = { stroke: colours[0], lineWidth: 2 }
      return {
        type: 'group',
        children: [
          { type: 'line', shape: { x1: low, y1: y, x2: high, y2: y }, style: stroke },
          { type: 'circle', shape: { cx: x, cy: y, r: 5 }, style: { fill: colours[0] } },
        ],
      }
    },
  }
}
