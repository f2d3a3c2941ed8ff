import type { RecordPageView, TabPageView } from '../../../api/page/types.ts';
import { formFactor } from './client.ts';
import { get, withQuery } from './http.ts';
import { longId } from './recordStore.ts';

/** What a record's page shows, and what this user may do there. @throws ResponseError */
export const recordPage = (recordId: string): Promise<RecordPageView> =>
    get<RecordPageView>(withQuery(`/local-org/page/record/${longId(recordId)}`, { formFactor }));

/** What a tab shows. @throws ResponseError */
export const tabPage = (tab: string): Promise<TabPageView> =>
    get<TabPageView>(withQuery(`/local-org/page/tab/${encodeURIComponent(tab)}`, { formFactor }));
