import { createElement } from 'lwc';
import GangwayErrorPanel from 'c/gangwayErrorPanel';

const show = (properties: object): HTMLElement => {
    const element = createElement<GangwayErrorPanel>('c-gangway-error-panel', { is: GangwayErrorPanel });
    Object.assign(element, properties);
    document.body.appendChild(element);
    return element;
};

describe('c-gangway-error-panel', () => {
    it('says what failed, why and what was kept', async () => {
        const element = show({
            heading: 'Not saved',
            errors: { body: { message: 'Locked' } },
            kept: 'Your text is here.'
        });
        expect(element.shadowRoot?.textContent).toContain('Not saved');
        expect(element.shadowRoot?.textContent).toContain('Locked');
        expect(element.shadowRoot?.textContent).toContain('Your text is here.');
        await expect(element).toBeAccessible();
    });
    it('shows markup in a message as text', () => {
        const element = show({ errors: '<img src=x onerror=alert(1)>' });
        expect(element.shadowRoot?.querySelector('img')).toBeNull();
        expect(element.shadowRoot?.textContent).toContain('<img');
    });
    it('offers to try again only where the parent can', () => {
        expect(show({ errors: 'No' }).shadowRoot?.querySelector('lightning-button')).toBeNull();
        const element = show({ errors: 'No', canRetry: true });
        const retried = jest.fn();
        element.addEventListener('retry', retried);
        element.shadowRoot?.querySelector('lightning-button')?.click();
        expect(retried).toHaveBeenCalledTimes(1);
    });
});
