/** Functions that return something whenever each of their arguments is something. */
const total = new Set(
  `abs array_cat array_prepend array_remove array_to_json array_to_string btrim cardinality ceil ceiling char_length
   chr date date_part date_trunc extract floor generate_series hashtext hashtextextended initcap json_array_length
   jsonb_array_length jsonb_set jsonb_strip_nulls left length lower lpad ltrim make_date make_interval md5 mod now power
   regexp_replace repeat replace reverse right round row_to_json rpad rtrim sign similarity split_part starts_with
   string_to_array strpos substr timezone to_char to_date to_json to_jsonb to_timestamp to_tsquery to_tsvector
   translate trunc upper trim_array
   current_database pg_has_role
   clock_timestamp statement_timestamp transaction_timestamp nextval setval lastval currval random gen_random_uuid
   pg_try_advisory_xact_lock pg_try_advisory_lock pg_advisory_unlock`.split(/\s+/),
);

/** Functions that never return null, whatever they get. */
const neverNull = new Set(
  `concat concat_ws num_nonnulls num_nulls json_build_object jsonb_build_object json_build_array jsonb_build_array
   array_append`.split(/\s+/),
);

/** The functions behind operators that return null for arguments that are not. */
const partialOperators =
  /^jsonb?_(?:object_field|array_element|extract_path)|^textregexsubstr$|^jsonb_path_match/;

/** Whether a function can be null though none of its arguments is; "never" if not even then. */
export const nullability = (name: string): 'never' | 'total' | 'partial' =>
  neverNull.has(name) ? 'never' : total.has(name) ? 'total' : 'partial';

export const isPartialOperator = (functionName: string): boolean => partialOperators.test(functionName);

/** Aggregates and window functions that are never null, not even over no rows. */
export const countsRows = (name: string): boolean =>
  ['count', 'row_number', 'rank', 'dense_rank', 'ntile', 'percent_rank', 'cume_dist', 'regr_count'].includes(
    name,
  );

/** Aggregates that are something for any row, even where their argument is null. */
export const collects = (name: string): boolean => /^(?:array_agg|jsonb?_(?:object_)?agg)$/.test(name);

/** Aggregates that return one of their arguments' values, or the like. */
export const summarizes = (name: string): boolean =>
  /^(?:sum|min|max|avg|bool_and|bool_or|every|string_agg|bit_and|bit_or|first_value|last_value)$/.test(name);
