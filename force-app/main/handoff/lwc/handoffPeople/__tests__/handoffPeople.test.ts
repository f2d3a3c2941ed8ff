import { createElement } from 'lwc';
import HandoffPeople from 'c/handoffPeople';
import { handoff, settle, listen } from '../../../../../../config/jest/fixtures';

const show = (properties: object): HTMLElement => {
    const element = createElement<HandoffPeople>('c-handoff-people', { is: HandoffPeople });
    Object.assign(element, properties);
    document.body.appendChild(element);
    return element;
};

describe('c-handoff-people', () => {
    it('shows people with their roles', async () => {
        const element = show({ people: handoff().people });
        expect(element.shadowRoot?.textContent).toContain('Ana Ruiz');
        expect(element.shadowRoot?.querySelector<HTMLElement & { label: string }>('c-gangway-status')?.label).toBe(
            'c.Gangway_Role_Economic_Buyer'
        );
        await expect(element).toBeAccessible();
    });
    it('lets only the role of a contact be changed', async () => {
        const element = show({ people: handoff().people });
        element.shadowRoot?.querySelector<HTMLElement>('lightning-button-icon')?.click();
        await settle();
        const disabled = [
            ...(element.shadowRoot?.querySelectorAll<HTMLElement & { name: string; disabled: boolean }>(
                'lightning-input'
            ) ?? [])
        ].map(({ disabled: is }) => is);
        expect(disabled).toEqual([true, true]);
    });
    it('adds somebody who is not known yet as a placeholder', async () => {
        const element = show({ people: [] });
        const saved = listen(element, 'personsave');
        expect(element.shadowRoot?.textContent).toContain('c.Gangway_Nobody_Named');
        element.shadowRoot?.querySelector('lightning-button')?.click();
        await settle();
        for (const input of element.shadowRoot?.querySelectorAll<
            HTMLElement & { name: string; reportValidity: () => boolean }
        >('[data-input]') ?? []) {
            input.reportValidity = () => true;
            input.dispatchEvent(
                new CustomEvent('change', {
                    detail: { value: input.name === 'role' ? 'Technical Owner' : 'Head of IT' }
                })
            );
        }
        [...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string }>('lightning-button') ?? [])]
            .find(({ label }) => label === 'c.Gangway_Save')
            ?.click();
        expect(saved).toHaveBeenCalledWith({
            id: null,
            contactId: null,
            name: 'Head of IT',
            title: null,
            role: 'Technical Owner',
            isPlaceholder: true
        });
    });
});
