import { createElement } from 'lwc';
import HandoffMeter from 'c/handoffMeter';
import { handoff, listen } from '../../../../../../config/jest/fixtures';

const show = (completeness: Gangway.Completeness): HTMLElement => {
    const element = createElement<HandoffMeter>('c-handoff-meter', { is: HandoffMeter });
    Object.assign(element, { completeness });
    document.body.appendChild(element);
    return element;
};

describe('c-handoff-meter', () => {
    it('names what is missing and leads to its section', async () => {
        const element = show(handoff().completeness);
        const jumped = listen(element, 'jump');
        const chips = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
        expect(chips.map(({ textContent }) => textContent)).toEqual(['Name a technical owner']);
        chips[0]?.click();
        expect(jumped).toHaveBeenCalledWith({ section: 'people' });
        await expect(element).toBeAccessible();
    });
    it('says complete when nothing is missing', () => {
        const element = show({
            met: 1,
            total: 1,
            requirements: [{ key: 'why', label: 'Why', section: 'why', met: true, hint: '' }]
        });
        expect(element.shadowRoot?.textContent).toContain('c.Gangway_Complete');
        expect(element.shadowRoot?.querySelector('button')).toBeNull();
    });
});
