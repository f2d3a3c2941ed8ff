/** Batch resources: each part answers for itself, with its own status. Source: User Interface API, "Batch Results". */
import { PlatformError } from '../../model/index.ts';
import { explain } from '../errors.ts';
import { json } from '../http.ts';
import type { ApiResponse } from '../types.ts';

/**
 * @param items what is asked for
 * @param most how many may be asked for at once
 * @throws PlatformError ILLEGAL_QUERY_PARAMETER_VALUE for more of them
 */
export const batchAnswer = <Item>(items: readonly Item[], most: number, one: (item: Item) => unknown): ApiResponse => {
    if (items.length > most)
        throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `At most ${most} can be asked for at once`);
    const results = items.map((item) => {
        try {
            return { statusCode: 200, result: one(item) };
        } catch (error) {
            const { status, errors } = explain(error);
            return { statusCode: status, result: errors };
        }
    });
    return json(200, { hasErrors: results.some(({ statusCode }) => statusCode !== 200), results });
};
