/**
 * Block Kit's limits: lengths in characters, counts in items. From Slack's reference (docs.slack.dev/reference/block-kit).
 * `dataTable.rows` is the smaller of two published numbers, so that what passes here passes there.
 */
export const LIMITS = {
  id: 255,
  text: 3000,
  placeholder: 150,
  blocks: { message: 50, modal: 100, home: 100 },
  button: { text: 75, value: 2000, url: 3000, accessibilityLabel: 75 },
  iconButton: { visibleTo: 10 },
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  option: { text: 75, value: 150, description: 75, url: 3000 },
  optionGroup: { label: 75, options: 100 },
  select: { options: 100, groups: 100 },
  overflow: { options: 5 },
  checkboxes: { options: 10 },
  radioButtons: { options: 10 },
  plainTextInput: { length: 3000 },
  fileInput: { files: 10 },
  url: 3000,
  actions: { elements: 25 },
  alert: { text: 200 },
  card: { title: 150, subtitle: 150, body: 200, actions: 3, subtext: 200 },
  carousel: { cards: 10 },
  container: { title: 150, subtitle: 150, blocks: 10 },
  context: { elements: 10 },
  contextActions: { elements: 5 },
  table: { rows: 100, columns: 20, settings: 20 },
  dataTable: { minRows: 2, rows: 101, columns: 20, pageSize: 100, content: 20_000 },
  chart: { title: 50, segments: 12, series: 12, points: 20, categories: 20, label: 20, axisLabel: 50 },
  header: { text: 150 },
  image: { url: 3000, altText: 2000, title: 2000 },
  input: { label: 2000, hint: 2000 },
  markdown: { text: 12_000 },
  section: { text: 3000, fields: 10, field: 2000 },
  video: { altText: 200, title: 200, authorName: 50, description: 200, providerName: 50 },
  view: { title: 24, submit: 24, close: 24, privateMetadata: 3000, bytes: 250_000 },
  message: {
    /** The text of all blocks together; beyond it, `msg_blocks_too_long`. Undocumented; observed near 13,200. */
    allBlocks: 13_000,
    /** Longer text is truncated, with the warning `message_truncated`. */
    text: 40_000,
    /** `chat.update` refuses longer text with `msg_too_long`. `chat.postEphemeral` does so beyond `text`. */
    updatedText: 4000,
    attachments: 100,
    charts: 2,
    tables: 1,
  },
} as const;
