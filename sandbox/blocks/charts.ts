import { LIMITS } from './limits.ts';
import { id } from './objects.ts';
import { anything, byType, type Check, type Fields, list, number, object, string } from './schema.ts';

const { chart: limits } = LIMITS;
const label = string({ min: 1, max: limits.label });

const pie = object({
  type: anything,
  segments: list(object({ label, value: number({ above: 0 }) }), { min: 1, max: limits.segments }),
});

/** Line, bar and area charts: named series over the same categories. */
const plotted: Check = object(
  {
    type: anything,
    series: list(
      object({ name: label, data: list(object({ label, value: number() }), { min: 1, max: limits.points }) }),
      { min: 1, max: limits.series },
    ),
    axis_config: object(
      { categories: list(label, { min: 1, max: limits.categories }) },
      { x_label: string({ max: limits.axisLabel }), y_label: string({ max: limits.axisLabel }) },
    ),
  },
  {},
  (value, at, report) => {
    const categories = (value.axis_config as Fields | undefined)?.categories;
    if (!Array.isArray(categories) || !Array.isArray(value.series)) return;
    const names = value.series.map((series: Fields | null) => series?.name);
    for (const index of repeats(names)) report('series names must be unique', `${at}/series/${index}/name`);
    for (const index of repeats(categories))
      report('categories must be unique', `${at}/axis_config/categories/${index}`);
    value.series.forEach((series, index) => {
      const labels = Array.isArray(series?.data) ? series.data.map((point: Fields) => point?.label) : [];
      if (labels.length !== categories.length || categories.some((each) => !labels.includes(each))) {
        report('must have one data point for each category', `${at}/series/${index}/data`);
      }
    });
  },
);

/** The places of values that are already earlier in the list. */
function repeats(values: readonly unknown[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** Checks a data_visualization block. */
export const chart = object(
  {
    type: anything,
    title: string({ min: 1, max: limits.title }),
    chart: byType({ pie, line: plotted, bar: plotted, area: plotted }),
  },
  { block_id: id },
);
