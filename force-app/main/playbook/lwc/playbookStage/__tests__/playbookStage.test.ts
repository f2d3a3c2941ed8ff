import { createElement } from 'lwc';
import PlaybookStage from 'c/playbookStage';
import { listen } from '../../../../../../config/jest/fixtures';
import { playbookItem, playbookStage } from '../../../../../../config/jest/playbooks';

const show = (stage: Gangway.PlaybookStage, mayEdit = false): HTMLElement => {
    const element = createElement<PlaybookStage>('c-playbook-stage', { is: PlaybookStage });
    Object.assign(element, { stage, mayEdit });
    document.body.appendChild(element);
    return element;
};

describe('c-playbook-stage', () => {
    it('lists its items with gate, side, day and condition', async () => {
        const element = show(
            playbookStage({
                items: [playbookItem({ isGate: true, conditions: ['Track = Guided'], offsetDays: -3, durationDays: 2 })]
            })
        );
        const summary = element.shadowRoot?.querySelector('summary')?.textContent ?? '';
        expect(summary).toContain('c.Gangway_Gate');
        expect(summary).toContain('c.Gangway_Anchor_Before');
        expect(summary).toContain('c.Gangway_Include_When');
        await expect(element).toBeAccessible();
    });
    it('opens an item for whoever may edit', () => {
        const element = show(playbookStage(), true);
        const opened = listen(element, 'openitem');
        element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
        expect(opened).toHaveBeenCalledWith({ id: 'item-1' });
    });
    it('offers no editing to others', () => {
        expect(show(playbookStage()).shadowRoot?.querySelector('lightning-button')).toBeNull();
    });
});
