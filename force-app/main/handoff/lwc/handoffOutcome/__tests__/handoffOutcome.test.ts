import HandoffOutcome from 'c/handoffOutcome';
import { allInside, mount, press, words } from '../../../../../../config/jest/elements';
import { handoff, listen, summary } from '../../../../../../config/jest/fixtures';

const show = (changes: Partial<Gangway.HandoffView>, plan?: Gangway.PlanSummary): HTMLElement =>
    mount('c-handoff-outcome', HandoffOutcome, { handoff: handoff(changes), plan });
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

describe('c-handoff-outcome', () => {
    it('says since when a submitted handoff waits', () => {
        expect(words(show({ status: 'Submitted', submittedAt: ago(0.2) }))).toContain('c.Gangway_Waiting_Since');
        expect(words(show({ status: 'Submitted', submittedAt: ago(20) }))).toContain('c.Gangway_Waiting_Since_Hours');
        expect(words(show({ status: 'Submitted', submittedAt: ago(50) }))).toContain('c.Gangway_Waiting_Since_Days');
    });
    it('says who accepted it and how good it was', async () => {
        const element = show({
            status: 'Accepted',
            decidedBy: 'Jo',
            hoursToDecide: 5,
            qualityScore: 4,
            qualityComment: 'Clear'
        });
        expect(words(element)).toContain('c.Gangway_Accepted_By');
        expect(words(element)).toContain('c.Gangway_Quality_Given · Clear');
        await expect(element).toBeAccessible();
        expect(words(show({ status: 'Accepted', hoursToDecide: 0.2 }))).toContain('c.Gangway_Accepted_Within_Hour');
    });
    it('says who returned it; reasons of a section stand at the section', () => {
        const element = show({
            status: 'Returned',
            returnReasonList: [
                { section: 'general', text: 'Call me.' },
                { section: 'people', text: 'Who owns IT?' }
            ]
        });
        expect(words(element)).toContain('c.Gangway_Returned_By');
        expect(words(element)).toContain('Call me.');
        expect(words(element)).not.toContain('Who owns IT?');
    });
    it('says why it was cancelled', () => {
        expect(words(show({ status: 'Cancelled', cancelReason: 'Merged deal' }))).toContain(
            'c.Gangway_Cancelled_Because'
        );
    });
    it('shows how the onboarding goes, and leads there', async () => {
        const element = show({ status: 'Accepted' }, summary());
        const opened = listen(element, 'openplan');
        expect(allInside<HTMLElement & { summary: object }>(element, 'c-plan-header')[0]?.summary).toEqual(summary());
        await press(element, 'c.Gangway_Open_Plan');
        expect(opened).toHaveBeenCalledTimes(1);
    });
});
