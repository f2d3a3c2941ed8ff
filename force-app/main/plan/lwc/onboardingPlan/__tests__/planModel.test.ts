import { currentStageId, filterCounts, filterStages } from '../planModel';
import { item, stage } from '../../../../../../config/jest/fixtures';

const stages = [
    stage({ id: 'a', status: 'Passed', items: [item({ id: '1', status: 'Done', daysLate: null })] }),
    stage({
        id: 'b',
        items: [
            item({ id: '2', daysLate: 3 }),
            item({ id: '3', side: 'Us', isMine: true }),
            item({ id: '4', status: 'Waived', daysLate: null })
        ]
    })
];

describe('the plan as shown', () => {
    it('counts waived as finished and a late done item as not overdue', () => {
        expect(filterCounts(stages)).toEqual({
            all: 4,
            mine: 1,
            open: 2,
            overdue: 1,
            us: 1,
            customer: 1
        });
    });
    it('drops stages that a filter leaves empty, and keeps them when all is shown', () => {
        expect(filterStages(stages, 'overdue').map(({ id, items }) => [id, items.length])).toEqual([['b', 1]]);
        expect(filterStages([stage({ id: 'empty', items: [] })], 'all')).toHaveLength(1);
    });
    it('finds the first stage that has not passed; a reopened one holds nobody up', () => {
        expect(currentStageId(stages)).toBe('b');
        expect(currentStageId([stage({ id: 'a', status: 'Passed, Reopened' }), stage({ id: 'b' })])).toBe('b');
        expect(currentStageId([stage({ status: 'Passed' })])).toBeUndefined();
    });
});
