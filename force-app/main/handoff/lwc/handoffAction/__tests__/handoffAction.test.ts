import HandoffAction from 'c/handoffAction';
import { allInside, inside, mount } from '../../../../../../config/jest/elements';
import { settle } from '../../../../../../config/jest/fixtures';

describe('c-handoff-action', () => {
    it('shows the handoff once it is told of which opportunity', async () => {
        const element = mount('c-handoff-action', HandoffAction);
        expect(allInside(element, 'c-handoff-panel')).toHaveLength(0);
        Object.assign(element, { recordId: 'opportunity-1' });
        await settle();
        const panel = inside<HTMLElement & { recordId: string; isWithoutHeading: boolean }>(element, 'c-handoff-panel');
        expect(panel.recordId).toBe('opportunity-1');
        expect(panel.isWithoutHeading).toBe(true);
        expect(inside<HTMLElement & { header: string }>(element, 'lightning-quick-action-panel').header).toBe(
            'c.Gangway_Handoff_Heading'
        );
        await expect(element).toBeAccessible();
    });
});
