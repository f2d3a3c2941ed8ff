import { createElement } from 'lwc';
import PlaybookDifference from 'c/playbookDifference';

const show = (changes: Partial<Gangway.PlaybookDifference>): HTMLElement => {
    const element = createElement<PlaybookDifference>('c-playbook-difference', { is: PlaybookDifference });
    const difference = { id: 'item:a', part: 'Item', kind: 'Changed', title: 'Kickoff', fields: [], ...changes };
    Object.assign(element, { difference });
    document.body.appendChild(element);
    return element;
};

describe('c-playbook-difference', () => {
    it('says what changed, where, and from what to what', async () => {
        const element = show({
            stageName: 'Training',
            fields: [
                { label: 'Duration', before: '1', after: '3' },
                { label: 'Description', before: null, after: 'x'.repeat(500) }
            ]
        });
        const texts = [...(element.shadowRoot?.querySelectorAll('dd') ?? [])].map(({ textContent }) => textContent);
        expect(texts[0]).toBe('1→3');
        expect(texts[1]).toMatch(/^c\.Gangway_Difference_Nothing→x{160}…$/);
        expect(element.shadowRoot?.querySelector('.quiet')?.textContent).toBe('c.Gangway_Part_Item · Training');
        await expect(element).toBeAccessible();
    });
    it('lists no fields of what was added or removed', () => {
        expect(show({ kind: 'Removed' }).shadowRoot?.querySelector('dl')).toBeNull();
    });
});
