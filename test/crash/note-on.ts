/** The note that the killed process writes beside each pick of this opportunity to this stage. */
export const noteOn = (opportunity: string, to: string): string => `${opportunity} to ${to}`;
