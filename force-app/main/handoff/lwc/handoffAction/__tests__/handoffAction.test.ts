import HandoffAction from 'c/handoffAction';
import { allInside, inside, mount } from '../../../../../../config/jest/elements';
import { settle } from '../../../../../../config/jest/fixtures';

describe('c-handoff-action', () => {
    it('shows the handoff once it is told of which opportunity', async () => {
        const element = mount('c-handoff-action', HandoffAction);
        expect(allInside(element, 'c-handoff-panel')).toHaveLength(0);
        Object.assign(element, { recordId: 'opportunity-1' });
        await settle();
        expect(inside<HTMLElement & { recordId: string }>(element, 'c-handoff-panel').recordId).toBe('opportunity-1');
        await expect(element).toBeAccessible();
    });
});
