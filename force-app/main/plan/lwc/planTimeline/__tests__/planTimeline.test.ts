import { createElement } from 'lwc';
import PlanTimeline from 'c/planTimeline';
import { item, settle, stage } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/label/c.Gangway_Timeline_Range', () => ({ default: '{0}, {1}: {2} to {3}' }), { virtual: true });

const show = async (items: Gangway.PlanItem[], today = '2026-06-03'): Promise<HTMLElement> => {
    const element = createElement<PlanTimeline>('c-plan-timeline', { is: PlanTimeline });
    Object.assign(element, { stages: [stage({ items })], today });
    document.body.appendChild(element);
    await settle();
    return element;
};
const dated = (id: string, startDate: string, dueDate: string): Gangway.PlanItem => item({ id, startDate, dueDate });
const all = (element: HTMLElement, selector: string): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])
];

describe('c-plan-timeline', () => {
    it('says of each item in words what the picture shows', async () => {
        const element = await show([
            { ...dated('a', '2026-06-01', '2026-06-05'), title: 'Kickoff', isGate: true },
            { ...dated('b', '2026-06-01', '2026-06-05'), title: 'Welcome', isGate: false }
        ]);
        const [ofGate, ofItem] = all(element, 'li .slds-assistive-text').map(({ textContent }) => textContent);
        expect(ofGate).toMatch(/^Kickoff \(.*\), .*: Mon, Jun 1 to Fri, Jun 5$/);
        expect(ofItem).toMatch(/^Welcome, /);
        await expect(element).toBeAccessible();
    });
    it('lets titles begin with their bars, or early enough to be read whole', async () => {
        const [caption] = all(
            await show([item({ title: 'Go-live', isGate: false, startDate: '2026-06-01', dueDate: '2026-06-02' })]),
            '.caption'
        );
        expect(caption?.getAttribute('style')).toBe('inset-inline-start: max(0px, min(0%, 100% - 7ch))');
    });
    it('writes no day where today is written', async () => {
        const ticks = all(await show([dated('a', '2026-06-01', '2026-07-20')], '2026-06-16'), '.tick').map(
            ({ textContent }) => textContent
        );
        expect(ticks).toEqual(['Mon, Jun 1', '', 'Mon, Jun 29', '']);
    });
    it('lays a thousand items out once, with two texts an item', async () => {
        const written = jest.spyOn(Intl.DateTimeFormat.prototype as unknown as { format: string }, 'format', 'get');
        await show(Array.from({ length: 1000 }, (_, index) => dated(`i${index}`, '2026-06-01', '2026-06-05')));
        expect(written.mock.calls.length).toBeLessThan(2010);
    });
    it('draws anew what changes', async () => {
        const element = await show([]);
        Object.assign(element, { stages: [stage({ items: [dated('a', '2026-06-01', '2026-06-05')] })] });
        await settle();
        expect(all(element, 'li')).toHaveLength(1);
    });
});
