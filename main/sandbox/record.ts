/** One opportunity as the sandbox holds it. Times are epoch ms. */
export interface SandboxRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  readonly position: string;
  readonly source: string;
  readonly campaign: string;
  readonly owner: string;
  readonly deal: string;
  readonly value: number | null;
  readonly currency: string;
  readonly stage: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly wonAt: number | null;
  readonly lostAt: number | null;
}

/** Ids are made of names: there is nothing else to a campaign or a colleague here. */
export const campaignIdOf = ({ campaign }: SandboxRecord): string => `camp_${slug(campaign)}`;
export const ownerIdOf = ({ owner }: SandboxRecord): string => `usr_${slug(owner)}`;

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
