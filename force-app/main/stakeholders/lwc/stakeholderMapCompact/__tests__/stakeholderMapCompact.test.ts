import { createElement } from 'lwc';
import StakeholderMapCompact from 'c/stakeholderMapCompact';
import getMap from '@salesforce/apex/StakeholderMapController.getMap';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/StakeholderMapController.getMap', () => ({ default: jest.fn() }), { virtual: true });

beforeEach(() => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => jest.restoreAllMocks());

const show = async (): Promise<HTMLElement> => {
    const element = createElement<StakeholderMapCompact>('c-stakeholder-map-compact', { is: StakeholderMapCompact });
    Object.assign(element, { recordId: 'opportunity-1' });
    document.body.appendChild(element);
    await settle();
    return element;
};

describe('c-stakeholder-map-compact', () => {
    it('shows coverage, who has which role, and the map, for any record of the account', async () => {
        jest.mocked(getMap).mockResolvedValue(mapView());
        const element = await show();
        expect(getMap).toHaveBeenCalledWith({ recordId: 'opportunity-1' });
        expect(
            [...(element.shadowRoot?.querySelectorAll('.people .name') ?? [])].map(({ textContent }) => textContent)
        ).toEqual(['Ana Ruiz', 'Ben Okafor']);
        expect(element.shadowRoot?.querySelector('c-map-stage')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
    it('says that nobody is there', async () => {
        jest.mocked(getMap).mockResolvedValue(mapView({ people: [], links: [], gaps: [] }));
        const element = await show();
        expect(element.shadowRoot?.querySelector('c-map-stage')).toBeNull();
        expect(element.shadowRoot?.querySelector('.quiet')).not.toBeNull();
    });
    it('says why it could not be loaded, and tries again', async () => {
        jest.mocked(getMap).mockRejectedValueOnce(new Error('No access'));
        const element = await show();
        jest.mocked(getMap).mockResolvedValue(mapView());
        element.shadowRoot?.querySelector('c-gangway-error-panel')?.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(element.shadowRoot?.querySelector('c-map-header')).not.toBeNull();
    });
});
