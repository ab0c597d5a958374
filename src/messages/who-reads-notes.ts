/** Who reads a member's notes: one sentence, the same in the welcome, the help, and the card of those who may read them. */
export const whoReadsNotes =
  'Notes are visible to you, owners who were there, whoever covers for you, your manager, and program leads; feedback also to whoever answers it.';
