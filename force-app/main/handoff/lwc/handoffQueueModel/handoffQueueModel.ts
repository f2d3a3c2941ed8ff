/** What the queue's page derives from its entries, without a DOM. */
export type SortKey = 'waiting' | 'value' | 'ready' | 'account' | 'seller';
export type Direction = 'ascending' | 'descending';
export interface QueueFilter {
    readonly words: string;
    /** Empty: all tracks. */
    readonly track: string;
}

const share = ({ met, total }: Gangway.QueueEntry): number => (total === 0 ? 1 : met / total);
const text = (one: string, other: string): number => one.localeCompare(other);

const ORDER: Readonly<Record<SortKey, (one: Gangway.QueueEntry, other: Gangway.QueueEntry) => number>> = {
    waiting: (one, other) => one.hoursWaiting - other.hoursWaiting,
    value: (one, other) => (one.annualValue ?? -1) - (other.annualValue ?? -1),
    ready: (one, other) => share(one) - share(other),
    account: (one, other) =>
        text(one.accountName, other.accountName) || text(one.opportunityName, other.opportunityName),
    seller: (one, other) => text(one.sellerName, other.sellerName)
};

/** Numbers begin with the largest, names with A. */
export const firstDirection = (key: SortKey): Direction =>
    key === 'account' || key === 'seller' ? 'ascending' : 'descending';

/** Entries that a filter leaves, sorted; of equals, who waits longest comes first. */
export const arrange = (
    entries: readonly Gangway.QueueEntry[],
    { words, track }: QueueFilter,
    key: SortKey,
    direction: Direction
): Gangway.QueueEntry[] => {
    const wanted = words.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const turn = direction === 'ascending' ? 1 : -1;
    return entries
        .filter((entry) => {
            const all =
                `${entry.accountName} ${entry.opportunityName} ${entry.sellerName} ${entry.name}`.toLocaleLowerCase();
            return wanted.every((word) => all.includes(word)) && (track === '' || entry.track === track);
        })
        .sort((one, other) => turn * ORDER[key](one, other) || other.hoursWaiting - one.hoursWaiting);
};

/** The tracks that occur, in order. */
export const tracksOf = (entries: readonly Gangway.QueueEntry[]): string[] =>
    [...new Set(entries.flatMap(({ track }) => (track ? [track] : [])))].sort(text);

/** How long something waits, in hours below two days, then in days. */
export const age = (hours: number): { unit: 'hours' | 'days'; count: number } =>
    hours < 48
        ? { unit: 'hours', count: Math.max(0, Math.floor(hours)) }
        : { unit: 'days', count: Math.floor(hours / 24) };

/** Older than this, a handoff needs somebody now: two working days, whatever day it is. */
const LATE_HOURS = 48;
export const isLate = ({ hoursWaiting }: Gangway.QueueEntry): boolean => hoursWaiting >= LATE_HOURS;

/** What became of many, counted. */
export const tally = (
    outcomes: readonly Gangway.AcceptanceOutcome[]
): Record<Gangway.AcceptanceOutcome['outcome'], number> => {
    const count = (wanted: string): number => outcomes.filter(({ outcome }) => outcome === wanted).length;
    return { Accepted: count('Accepted'), Queued: count('Queued'), Refused: count('Refused') };
};
