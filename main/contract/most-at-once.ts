/** The most rows that are moved, or taken back, at once. */
export const mostAtOnce = 50;
