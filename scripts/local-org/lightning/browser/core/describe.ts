import { UI_API, get, withQuery } from './http.ts';
import type { Layout, ObjectInfo, PicklistValues } from './uiTypes.ts';

/** Answers that do not change while a page lives, by address; failures are asked for again. */
const answers = new Map<string, Promise<unknown>>();

const once = <Answer>(path: string): Promise<Answer> => {
    let answer = answers.get(path);
    if (!answer) {
        answer = get<Answer>(path);
        answer.catch(() => answers.delete(path));
        answers.set(path, answer);
    }
    return answer as Promise<Answer>;
};

/** @throws ResponseError where there is no such object for this user */
export const objectInfo = (object: string): Promise<ObjectInfo> => once(`${UI_API}/object-info/${object}`);

export const layout = (
    object: string,
    layoutType: 'Full' | 'Compact',
    mode: 'View' | 'Edit' | 'Create'
): Promise<Layout> => once(withQuery(`${UI_API}/layout/${object}`, { layoutType, mode }));

export const picklistValues = (object: string, recordTypeId: string, field: string): Promise<PicklistValues> =>
    once(`${UI_API}/object-info/${object}/picklist-values/${recordTypeId}/${field}`);

export const picklistValuesByRecordType = (
    object: string,
    recordTypeId: string
): Promise<{ picklistFieldValues: Record<string, PicklistValues> }> =>
    once(`${UI_API}/object-info/${object}/picklist-values/${recordTypeId}`);
