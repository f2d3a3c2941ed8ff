/** What the plan's page derives from a plan, without a DOM. */
export type ItemFilter = 'all' | 'overdue' | 'us' | 'customer' | 'open';

/** Is an item finished, by doing or by waiving? */
export const isClosed = (item: Gangway.PlanItem): boolean => item.status === 'Done' || item.status === 'Waived';

const matches: Readonly<Record<ItemFilter, (item: Gangway.PlanItem) => boolean>> = {
    all: () => true,
    open: (item) => !isClosed(item),
    overdue: (item) => !isClosed(item) && (item.daysLate ?? 0) > 0,
    us: (item) => !isClosed(item) && item.side === 'Us',
    customer: (item) => !isClosed(item) && item.side === 'Customer'
};

/** Stages with the items that a filter leaves; stages left empty are dropped, except when all items are shown. */
export const filterStages = (stages: readonly Gangway.PlanStage[], filter: ItemFilter): Gangway.PlanStage[] =>
    stages
        .map((stage) => ({ ...stage, items: stage.items.filter(matches[filter]) }))
        .filter((stage) => filter === 'all' || stage.items.length > 0);

/** How many items each filter would show. */
export const filterCounts = (stages: readonly Gangway.PlanStage[]): Record<ItemFilter, number> => {
    const items = stages.flatMap((stage) => stage.items);
    return {
        all: items.length,
        open: items.filter(matches.open).length,
        overdue: items.filter(matches.overdue).length,
        us: items.filter(matches.us).length,
        customer: items.filter(matches.customer).length
    };
};

/** The stage that work is in: the first that has not passed. */
export const currentStageId = (stages: readonly Gangway.PlanStage[]): string | undefined =>
    stages.find((stage) => stage.status !== 'Passed')?.id;
