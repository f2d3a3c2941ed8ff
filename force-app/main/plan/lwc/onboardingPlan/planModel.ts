/** What the plan's page derives from a plan, without a DOM. */
import filterAll from '@salesforce/label/c.Gangway_Filter_All';
import filterCustomer from '@salesforce/label/c.Gangway_Filter_Customer';
import filterMine from '@salesforce/label/c.Gangway_Filter_Mine';
import filterOpen from '@salesforce/label/c.Gangway_Filter_Open';
import filterOverdue from '@salesforce/label/c.Gangway_Filter_Overdue';
import filterUs from '@salesforce/label/c.Gangway_Filter_Us';
import viewBoard from '@salesforce/label/c.Gangway_View_Board';
import viewCustomer from '@salesforce/label/c.Gangway_View_Customer';
import viewList from '@salesforce/label/c.Gangway_View_List';
import viewTimeline from '@salesforce/label/c.Gangway_View_Timeline';

export type ItemFilter = 'all' | 'mine' | 'overdue' | 'us' | 'customer' | 'open';
export type View = 'board' | 'timeline' | 'list' | 'customer';

export const VIEWS: readonly { label: string; value: View }[] = [
    { label: viewBoard, value: 'board' },
    { label: viewTimeline, value: 'timeline' },
    { label: viewList, value: 'list' },
    { label: viewCustomer, value: 'customer' }
];

/** Is an item finished, by doing or by waiving? */
export const isClosed = (item: Gangway.PlanItem): boolean => item.status === 'Done' || item.status === 'Waived';

const matches: Readonly<Record<ItemFilter, (item: Gangway.PlanItem) => boolean>> = {
    all: () => true,
    mine: (item) => !isClosed(item) && item.isMine,
    open: (item) => !isClosed(item),
    overdue: (item) => !isClosed(item) && (item.daysLate ?? 0) > 0,
    us: (item) => !isClosed(item) && item.side === 'Us',
    customer: (item) => !isClosed(item) && item.side === 'Customer'
};
const NAMES: Readonly<Record<ItemFilter, string>> = {
    all: filterAll,
    mine: filterMine,
    overdue: filterOverdue,
    customer: filterCustomer,
    us: filterUs,
    open: filterOpen
};

/** Stages with the items that a filter leaves; stages left empty are dropped, except when all items are shown. */
export const filterStages = (stages: readonly Gangway.PlanStage[], filter: ItemFilter): Gangway.PlanStage[] =>
    stages
        .map((stage) => ({ ...stage, items: stage.items.filter(matches[filter]) }))
        .filter((stage) => filter === 'all' || stage.items.length > 0);

/** How many items each filter would show. */
export const filterCounts = (stages: readonly Gangway.PlanStage[]): Record<ItemFilter, number> => {
    const items = stages.flatMap((stage) => stage.items);
    const count = (filter: ItemFilter): number => items.filter(matches[filter]).length;
    return {
        all: count('all'),
        mine: count('mine'),
        open: count('open'),
        overdue: count('overdue'),
        us: count('us'),
        customer: count('customer')
    };
};

/** The filters to choose from, each with how many items it would show. */
export const filterChoices = (stages: readonly Gangway.PlanStage[]): { label: string; value: ItemFilter }[] => {
    const counts = filterCounts(stages);
    return (Object.keys(NAMES) as ItemFilter[]).map((value) => ({
        value,
        label: `${NAMES[value]} (${counts[value]})`
    }));
};

/** The stage that work is in: the first that has not passed. A reopened one counts as passed, and shows by itself what is open. */
export const currentStageId = (stages: readonly Gangway.PlanStage[]): string | undefined =>
    stages.find(({ status }) => status !== 'Passed' && status !== 'Passed, Reopened')?.id;
