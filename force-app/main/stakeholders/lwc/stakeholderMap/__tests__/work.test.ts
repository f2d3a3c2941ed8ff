import type { Step } from 'c/mapModel';
import { MapWork } from '../work';
import { mapChange, mapView } from '../../../../../../config/jest/fixtures';

const begin = (): { work: MapWork; said: string[]; failures: unknown[]; last: (string | undefined)[] } => {
    const said: string[] = [];
    const failures: unknown[] = [];
    const last: (string | undefined)[] = [];
    const work = new MapWork({
        show: () => undefined,
        remember: (label) => last.push(label),
        fail: (error) => failures.push(error),
        announce: (text) => said.push(text)
    });
    work.begin(mapView());
    return { work, said, failures, last };
};
const step = (call: Step['call'] = () => Promise.resolve(mapChange())): Step => ({
    label: 'Ana added',
    call,
    undo: () => Promise.resolve(mapChange())
});

describe('MapWork', () => {
    it('says what was done, and the same words twice so that they are heard twice', async () => {
        const { work, said, last } = begin();
        await work.perform(() => step());
        await work.perform(() => step());
        expect(said[0]).toBe('Ana added');
        expect(said[1]).not.toBe(said[0]);
        expect(said[1]?.trim()).toBe('Ana added');
        expect(last.at(-1)).toBe('Ana added');
    });
    it('says nothing of what the server refused, and shows why', async () => {
        const { work, said, failures } = begin();
        const refusal = new Error('No');
        expect(await work.perform(() => step(() => Promise.reject(refusal)))).toBeUndefined();
        expect(said).toEqual([]);
        expect(failures).toEqual([undefined, refusal]);
    });
    it('takes back what was last, once', async () => {
        const { work, said, last } = begin();
        await work.perform(() => step());
        await work.undo();
        await work.undo();
        expect(said).toHaveLength(2);
        expect(last.at(-1)).toBeUndefined();
    });
});
