import { createElement } from 'lwc';
import GangwayStatus, { type Tone } from 'c/gangwayStatus';

describe('c-gangway-status', () => {
    it.each<Tone>(['good', 'warning', 'bad', 'ours', 'customer', 'quiet', 'waiting'])(
        'says %s by word and icon, not by colour alone',
        async (tone) => {
            const element = createElement<GangwayStatus>('c-gangway-status', { is: GangwayStatus });
            Object.assign(element, { label: 'A word', tone, explanation: 'The rule' });
            document.body.appendChild(element);
            expect(element.shadowRoot?.textContent).toContain('A word');
            expect(element.shadowRoot?.textContent).toContain('The rule');
            expect(
                element.shadowRoot?.querySelector<HTMLElement & { iconName: string }>('lightning-icon')?.iconName
            ).toMatch(/^utility:/);
            await expect(element).toBeAccessible();
        }
    );
});
