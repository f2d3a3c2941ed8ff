import { conflictText, otherReasons, reasonsOf, roleLabel, roleOfRequirement, SECTIONS } from 'c/handoffWords';

const reasons: Gangway.ReturnReason[] = [
    { section: 'people', text: 'Who owns IT?' },
    { section: 'people', text: 'And who pays?' },
    { section: 'general', text: 'Call me.' },
    { section: 'gone', text: 'Of a section that was renamed.' }
];

describe('words of a handoff', () => {
    it('give each section its reasons, and lose none', () => {
        expect(reasonsOf(reasons, 'people')).toBe('Who owns IT?\nAnd who pays?');
        expect(reasonsOf(reasons, 'why')).toBe('');
        expect(otherReasons(reasons)).toBe('Call me.\nOf a section that was renamed.');
        const shown = SECTIONS.flatMap(({ value }) => reasonsOf(reasons, value).split('\n')).filter(Boolean);
        expect([...shown, ...otherReasons(reasons).split('\n')].sort()).toEqual(reasons.map(({ text }) => text).sort());
    });
    it('bear a handoff without reasons', () => {
        expect(reasonsOf(undefined, 'why')).toBe('');
        expect(otherReasons(null)).toBe('');
    });
    it('name parts, and show what an admin added as it is', () => {
        expect(roleLabel('Technical Owner')).toBe('c.Gangway_Role_Technical_Owner');
        expect(roleLabel('Procurement')).toBe('Procurement');
        expect(roleLabel(null)).toBe('');
        expect(roleOfRequirement('economic_buyer')).toBe('Economic Buyer');
        expect(roleOfRequirement('why_bought')).toBeUndefined();
    });
    it('show values of a conflict as people read them', () => {
        expect(conflictText('dueDate', '2026-06-05')).toContain('Jun');
        expect(conflictText('text', '2026-06-05')).toBe('2026-06-05');
        expect(conflictText('text', '')).toBe('–');
    });
});
