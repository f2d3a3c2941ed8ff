import { createElement } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import HandoffItems from 'c/handoffItems';
import { handoff, settle, listen } from '../../../../../../config/jest/fixtures';

const show = (properties: object): HTMLElement => {
    const element = createElement<HandoffItems>('c-handoff-items', { is: HandoffItems });
    Object.assign(element, properties);
    document.body.appendChild(element);
    return element;
};

describe('c-handoff-items', () => {
    it('shows rows of its kind only and marks a promise that is neither confirmed nor assumed', async () => {
        const element = show({ kind: 'Promise', items: handoff().items });
        expect(element.shadowRoot?.querySelectorAll('li')).toHaveLength(1);
        expect(element.shadowRoot?.querySelector<HTMLElement & { label: string }>('c-gangway-status')?.label).toBe(
            'c.Gangway_Mark_Or_Ask'
        );
        await expect(element).toBeAccessible();
    });
    it('changes nothing where it is read only', () => {
        const element = show({ kind: 'Promise', items: handoff().items, readOnly: true });
        expect(element.shadowRoot?.querySelector('lightning-button, lightning-button-icon')).toBeNull();
    });
    it('emits a new row once its fields are valid', async () => {
        const element = show({ kind: 'Risk', items: [] });
        const saved = listen(element, 'itemsave');
        element.shadowRoot?.querySelector('lightning-button')?.click();
        await settle();
        const input = element.shadowRoot?.querySelector<HTMLElement & { name: string; reportValidity: () => boolean }>(
            '[data-input]'
        );
        if (!input) throw new Error('the draft has a field');
        const save = [
            ...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string }>('lightning-button') ?? [])
        ].find(({ label }) => label === 'c.Gangway_Save');
        input.reportValidity = () => false;
        save?.click();
        expect(saved).not.toHaveBeenCalled();
        input.reportValidity = () => true;
        input.dispatchEvent(new CustomEvent('change', { detail: { value: 'Legacy ERP' } }));
        save?.click();
        expect(saved).toHaveBeenCalledWith(expect.objectContaining({ id: null, kind: 'Risk', text: 'Legacy ERP' }));
    });
    it('asks before it deletes', async () => {
        const confirm = jest.spyOn(LightningConfirm, 'open').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
        const element = show({ kind: 'Promise', items: handoff().items });
        const deleted = listen(element, 'itemdelete');
        const bin = element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button-icon')[1];
        bin?.click();
        await settle();
        expect(deleted).not.toHaveBeenCalled();
        bin?.click();
        await settle();
        expect(confirm).toHaveBeenCalledTimes(2);
        expect(deleted).toHaveBeenCalledWith({ itemId: 'p1' });
    });
});
