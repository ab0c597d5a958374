/** Why an edit of a touchpoint does not change these: their own buttons ask what that takes. Shown at the field. */
export const closedPromise = 'This promise is done or dropped. Home › Promises has it, with Undo.';
export const droppedByButton =
  'Not kept after all? Drop it in Home › Promises, which asks whether they were told.';
export const movedByButton = 'Moved twice already. Move it in Home › Promises, which asks why.';
export const feedbackTaken = 'Somebody is on it by now: it stays, and is closed once they have been told.';
