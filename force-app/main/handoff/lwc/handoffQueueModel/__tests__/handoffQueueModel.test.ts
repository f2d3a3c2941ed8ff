import { age, arrange, firstDirection, isLate, tally, tracksOf } from 'c/handoffQueueModel';

const entry = (changes: Partial<Gangway.QueueEntry>): Gangway.QueueEntry => ({
    id: 'h',
    name: 'HO-1',
    accountId: 'a',
    accountName: 'Acme',
    opportunityName: 'Acme · Core',
    sellerName: 'Alex Moreno',
    annualValue: 48000,
    currencyCode: 'USD',
    track: 'Guided',
    submittedAt: '2026-06-01T10:00:00.000Z',
    hoursWaiting: 5,
    met: 7,
    total: 7,
    mayDecide: true,
    ...changes
});
const all = [
    entry({ id: '1', accountName: 'Globex', annualValue: 212000, hoursWaiting: 3, track: 'White Glove' }),
    entry({ id: '2', accountName: 'Ärzte', annualValue: null, hoursWaiting: 60, met: 3 }),
    entry({ id: '3', accountName: 'Zeta', annualValue: 9000, hoursWaiting: 60, sellerName: 'Bo Li', track: null })
];
const NONE = { words: '', track: '' };
const ids = (entries: readonly Gangway.QueueEntry[]): string[] => entries.map(({ id }) => id);

describe('the queue', () => {
    it('sorts by each column in both directions, of equals the longest waiting first', () => {
        expect(ids(arrange(all, NONE, 'waiting', 'descending'))).toEqual(['2', '3', '1']);
        expect(ids(arrange(all, NONE, 'value', 'descending'))).toEqual(['1', '3', '2']);
        expect(ids(arrange(all, NONE, 'value', 'ascending'))).toEqual(['2', '3', '1']);
        expect(ids(arrange(all, NONE, 'ready', 'ascending'))).toEqual(['2', '3', '1']);
        expect(ids(arrange(all, NONE, 'account', 'ascending'))).toEqual(['2', '1', '3']);
        expect(ids(arrange(all, NONE, 'seller', 'descending'))).toEqual(['3', '2', '1']);
    });
    it('finds all words anywhere, in any case, and by track', () => {
        expect(ids(arrange(all, { words: ' globex MORENO ', track: '' }, 'waiting', 'descending'))).toEqual(['1']);
        expect(ids(arrange(all, { words: '', track: 'Guided' }, 'waiting', 'descending'))).toEqual(['2']);
        expect(arrange(all, { words: 'nobody', track: '' }, 'waiting', 'descending')).toEqual([]);
    });
    it('leaves what it was given as it was', () => {
        arrange(all, NONE, 'value', 'descending');
        expect(ids(all)).toEqual(['1', '2', '3']);
    });
    it('knows the tracks that occur, and where a column begins', () => {
        expect(tracksOf(all)).toEqual(['Guided', 'White Glove']);
        expect(firstDirection('value')).toBe('descending');
        expect(firstDirection('account')).toBe('ascending');
    });
    it('tells an age in hours, from two days on in days', () => {
        expect(age(0.4)).toEqual({ unit: 'hours', count: 0 });
        expect(age(47.9)).toEqual({ unit: 'hours', count: 47 });
        expect(age(49)).toEqual({ unit: 'days', count: 2 });
        expect(isLate(entry({ hoursWaiting: 47.9 }))).toBe(false);
        expect(isLate(entry({ hoursWaiting: 48 }))).toBe(true);
    });
    it('counts outcomes', () => {
        const outcome = (name: Gangway.AcceptanceOutcome['outcome']): Gangway.AcceptanceOutcome => ({
            handoffId: 'h',
            outcome: name,
            message: ''
        });
        expect(tally([outcome('Accepted'), outcome('Refused'), outcome('Accepted')])).toEqual({
            Accepted: 2,
            Queued: 0,
            Refused: 1
        });
    });
});
