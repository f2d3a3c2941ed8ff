import { layOut } from '../timeline';
import { asSent, item, stage } from '../../../../../../config/jest/fixtures';

const dated = (
    id: string,
    startDate: string | null,
    dueDate: string | null,
    changes: Partial<Gangway.PlanItem> = {}
): Gangway.PlanItem => item({ id, startDate, dueDate, daysLate: 0, ...changes });

describe('layOut', () => {
    it('spreads items over the whole width, ends included', () => {
        const { lanes } = layOut(
            [stage({ items: [dated('a', '2026-06-01', '2026-06-05'), dated('b', '2026-06-06', '2026-06-10')] })],
            '2026-06-03'
        );
        expect(lanes[0]?.bars.map(({ left, width }) => [left, width])).toEqual([
            [0, 50],
            [50, 50]
        ]);
    });
    it('keeps what has no date beside the picture instead of losing it', () => {
        const { lanes } = layOut(
            [stage({ items: [dated('a', null, null), dated('b', null, '2026-06-10')] })],
            '2026-06-03'
        );
        expect(lanes[0]?.undated.map(({ id }) => id)).toEqual(['a']);
        expect(lanes[0]?.bars).toHaveLength(1);
    });
    it('takes a member that is null and one that did not come for the same', () => {
        const stages = [stage({ items: [dated('a', null, null), dated('b', null, '2026-06-10')] })];
        expect(layOut(asSent(stages), '2026-06-03')).toEqual(layOut(stages, '2026-06-03'));
    });
    it('has no today outside of its days, and survives a plan without dates', () => {
        expect(layOut([stage({ items: [dated('a', null, '2026-06-10')] })], '2026-01-01').today).toBeUndefined();
        expect(layOut([stage({ items: [] })], '2026-06-03').ticks).toHaveLength(1);
    });
    it('shows done before waiting before late before whose it is', () => {
        const states = layOut(
            [
                stage({
                    items: [
                        dated('a', null, '2026-06-01', { status: 'Done', daysLate: null }),
                        dated('b', null, '2026-06-01', { status: 'Waiting', daysLate: 2 }),
                        dated('c', null, '2026-06-01', { daysLate: 2 }),
                        dated('d', null, '2026-06-09', { side: 'Us' })
                    ]
                })
            ],
            '2026-06-03'
        ).lanes[0]?.bars.map(({ state }) => state);
        expect(states).toEqual(['done', 'waiting', 'late', 'ours']);
    });
});
