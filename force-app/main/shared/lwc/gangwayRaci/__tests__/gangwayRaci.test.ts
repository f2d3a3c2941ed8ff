import { createElement } from 'lwc';
import GangwayRaci from 'c/gangwayRaci';

const show = (raci?: Gangway.Raci): HTMLElement => {
    const element = createElement<GangwayRaci>('c-gangway-raci', { is: GangwayRaci });
    Object.assign(element, { raci });
    document.body.appendChild(element);
    return element;
};

describe('c-gangway-raci', () => {
    it('names the teams of each part, and leaves out what nobody plays', async () => {
        const element = show({
            accountable: 'Sales',
            responsible: ['Customer Success', 'Product'],
            consulted: [],
            informed: ['Customer']
        });
        const texts = [...(element.shadowRoot?.querySelectorAll('dd') ?? [])].map(({ textContent }) => textContent);
        expect(texts).toEqual(['Sales', 'Customer Success, Product', 'Customer']);
        await expect(element).toBeAccessible();
    });
    it('shows nothing where nobody is named', () => {
        expect(show().shadowRoot?.querySelector('dl')).toBeNull();
    });
});
